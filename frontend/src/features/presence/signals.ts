// Somebody comes, pauses or goes, or moves, while one looks.
import type { Schemas } from '@/api/client';
import type { Rules } from '@/realtime/apply';

type Around = Schemas['Around'];
type FriendPosition = Schemas['FriendPosition'];

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
    'presence.sharing_changed': (cache) => {
      for (const key of ['sharing', 'seen-by', 'places'])
        void cache.invalidateQueries({ queryKey: ['presence', key] });
    },
    'presence.position_changed': (cache, told: { user_id: string; position: FriendPosition | null }) => {
      cache.setQueryData<FriendPosition[]>(['presence', 'positions'], (known) => {
        if (!known) return known;
        const others = known.filter(({ person }) => person.id !== told.user_id);
        return told.position ? [...others, told.position] : others;
      });
    },
  },
  topics: {
    friends: () => [
      ['presence', 'around'],
      ['presence', 'positions'],
    ],
    user: () => [['presence']],
  },
};
