// Somebody comes, pauses or goes while one looks.
import type { Schemas } from '@/api/client';
import type { Rules } from '@/realtime/apply';

type Around = Schemas['Around'];

export const presenceRules: Rules = {
  patches: {
    'presence.presence_chosen': (cache) => void cache.invalidateQueries({ queryKey: ['presence', 'me'] }),
    'presence.radar_changed': (cache) => void cache.invalidateQueries({ queryKey: ['presence', 'radar'] }),
    'presence.presence_changed': (cache, changed: Schemas['Presence']) => {
      cache.setQueryData<Around>(['presence', 'around'], (known) => {
        if (!known) return known;
        const others = known.data.filter((one) => one.user_id !== changed.user_id);
        return { ...known, data: [...others, changed] };
      });
    },
  },
  topics: {
    friends: () => [['presence', 'around']],
    user: () => [['presence']],
  },
};
