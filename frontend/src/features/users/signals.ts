// What a person's own topic keeps current of themselves.
import type { Rules } from '@/realtime/apply';

export const usersRules: Rules = { patches: {}, topics: { user: () => [['users', 'me']] } };
