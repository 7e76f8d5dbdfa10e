// A moment appears, changes or goes while somebody looks: what it is, the server says to each by themselves.
import type { Rules } from '@/realtime/apply';
import { going } from './data';

export const momentsRules: Rules = {
  patches: {
    'moments.moments_changed': (cache, { moment_id }: { moment_id: string }) => {
      void cache.invalidateQueries({ queryKey: ['moments', 'list'] });
      if (!going.has(moment_id)) void cache.invalidateQueries({ queryKey: ['moments', 'one', moment_id] });
    },
  },
  topics: {
    friends: () => [['moments']],
    user: () => [['moments', 'list']],
    event: (id) => [['moments', 'list', 'event', id]],
  },
};
