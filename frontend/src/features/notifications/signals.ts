// What a person's own topic keeps current of what they were told.
import type { Rules } from '@/realtime/apply';

export const notificationsRules: Rules = { patches: {}, topics: { user: () => [['notifications']] } };
