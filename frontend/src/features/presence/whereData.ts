// Where friends are, what I share of where I am, and who sees it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Schemas, api, ask } from '@/api/client';
import { newId } from '@/lib/ids';
import { useStore } from '@/lib/store';
import { useTopic } from '@/realtime/useTopic';
import { session } from '@/session/session';

export type FriendPosition = Schemas['FriendPosition'];
export type NewShare = Schemas['NewPositionShare'];
export type PositionShare = Schemas['PositionShare'];
export type MySharing = Schemas['MySharing'];
export type SeenBy = Schemas['SeenBy'];
export type Shown = FriendPosition['precision'];

export const positionsKey = ['presence', 'positions'];
export const sharingKey = ['presence', 'sharing'];
export const seenByKey = ['presence', 'seen-by'];
const placesKey = ['presence', 'places'];

/** Of all who let me know, by name; kept current as long as it is on the screen. */
export function usePositions() {
  const me = useStore(session);
  const answer = useQuery({
    queryKey: positionsKey,
    queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/positions', { signal }))).data,
  });
  useTopic(me.kind === 'in' ? `friends:${me.userId}` : null, answer.data ? null : undefined);
  return answer;
}

export const useSharing = () =>
  useQuery({
    queryKey: sharingKey,
    refetchInterval: 60_000, // shares end by the server's clock, which tells nobody
    queryFn: ({ signal }) => ask(api.GET('/api/v1/positions/shares', { signal })),
  });

export const useSeenBy = () =>
  useQuery({
    queryKey: seenByKey,
    refetchInterval: 30_000,
    queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/positions/seen-by', { signal }))).data,
  });

export const usePrivatePlaces = () =>
  useQuery({
    queryKey: placesKey,
    queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/positions/places', { signal }))).data,
  });

const ACTS = {
  share: (body: NewShare) =>
    ask(api.PUT('/api/v1/positions/shares/{share_id}', { params: { path: { share_id: newId() } }, body })),
  stop: (share_id: string) =>
    ask(api.DELETE('/api/v1/positions/shares/{share_id}', { params: { path: { share_id } } })),
  stopAll: (_: null) => ask(api.DELETE('/api/v1/positions/shares')),
  haunt: (body: Schemas['NewGhost']) => ask(api.PUT('/api/v1/positions/ghost', { body })),
  appear: (_: null) => ask(api.DELETE('/api/v1/positions/ghost')),
  setPlace: (body: Schemas['NewPrivatePlace']) =>
    ask(api.PUT('/api/v1/positions/places/{place_id}', { params: { path: { place_id: newId() } }, body })),
  forgetPlace: (place_id: string) =>
    ask(api.DELETE('/api/v1/positions/places/{place_id}', { params: { path: { place_id } } })),
};

/** One of the things that can be done about it; afterwards everything about it is asked for anew. */
export function useWhere<Name extends keyof typeof ACTS>(name: Name) {
  const cache = useQueryClient();
  type What = Parameters<(typeof ACTS)[Name]>[0];
  return useMutation({
    mutationFn: (what: What) => (ACTS[name] as (what: What) => Promise<unknown>)(what),
    onSettled: () =>
      Promise.all(
        [sharingKey, seenByKey, placesKey].map((queryKey) => cache.invalidateQueries({ queryKey })),
      ),
  });
}
