// What a person's own topic keeps current of their friends.
import type { Rules } from '@/realtime/apply';

export const friendsRules: Rules = { patches: {}, topics: { user: () => [['friends']] } };
