// What an event's topic, and one's own, keep current of events.
import type { QueryClient } from '@tanstack/react-query';
import type { Rules } from '@/realtime/apply';

export const eventsRules: Rules = {
  patches: {
    // Told to whoever waits and to the host alone, on their own topic: it says which event's page it is about.
    'events.queue_moved': (cache: QueryClient, { event_id }: { event_id: string }) => {
      for (const queryKey of [
        ['events', event_id],
        ['events', 'list'],
        ['discovery', 'list'],
      ])
        void cache.invalidateQueries({ queryKey });
    },
  },
  topics: {
    event: (id) => [
      ['events', id],
      ['events', 'list'],
    ],
    user: () => [['events', 'list']],
  },
};
