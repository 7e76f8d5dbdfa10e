// What an event's topic, and one's own, keep current of events.
import type { QueryClient } from '@tanstack/react-query';
import type { Rules } from '@/realtime/apply';

export const eventsRules: Rules = {
  patches: {
    // Told on one's own topic, which does not say that it is about an event's page.
    'events.announced': (cache: QueryClient, { event_id }: { event_id: string }) =>
      void cache.invalidateQueries({ queryKey: ['events', event_id, 'announcements'] }),
    'events.still_coming_asked': (cache: QueryClient, { event_id }: { event_id: string }) => {
      void cache.invalidateQueries({ queryKey: ['events', event_id, 'page'] });
      void cache.invalidateQueries({ queryKey: ['events', 'list'] });
    },
    // A vote changes nothing but the polls.
    'events.poll_changed': (cache: QueryClient, { event_id }: { event_id: string }) =>
      void cache.invalidateQueries({ queryKey: ['events', event_id, 'polls'] }),
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
