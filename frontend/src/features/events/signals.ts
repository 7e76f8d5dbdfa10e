// What an event's topic, and one's own, keep current of events.
import type { Rules } from '@/realtime/apply';

export const eventsRules: Rules = {
  patches: {},
  topics: {
    event: (id) => [
      ['events', id],
      ['events', 'list'],
    ],
    user: () => [['events', 'list']],
  },
};
