// What shows that somebody has read their mail, on the way from the code to signing up; it lives half an hour.
import { createStore } from '@/lib/store';

export const proof = createStore<string | null>(null);
