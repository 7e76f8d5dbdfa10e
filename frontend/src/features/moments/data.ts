// Moments: those on the map, of a person, at an event, and mine; asked for again when the next one ends.
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { type Schemas, api, ask } from '@/api/client';
import { now } from '@/lib/clock';
import { useStore } from '@/lib/store';
import { useTopic } from '@/realtime/useTopic';
import { session } from '@/session/session';
import type { Viewport } from '@/ui/map';

export type Moment = Schemas['Moment'];
export type NewMoment = Schemas['NewMoment'];
export type MomentSharing = Schemas['MomentSharing'];

const LIST = ['moments', 'list'];
const one = (id: string) => ['moments', 'one', id];
const LATEST_MS = 86_400_000;

/** How long until the first of them ends, so that it goes from the screen at that instant; nothing if none does. */
function untilNext(moments: readonly Moment[] | undefined): number | false {
  const left = (moments ?? [])
    .filter(({ state }) => state === 'shown')
    .map(({ expires_at }) => Date.parse(expires_at) - now());
  return left.length > 0 ? Math.min(LATEST_MS, Math.max(200, Math.min(...left) + 50)) : false;
}

/** The viewport on a grid a little wider than it, so that a nudge of the map asks nothing new. */
function widened({ south, west, north, east, zoom }: Viewport) {
  const step = 360 / 2 ** Math.floor(zoom) / 4;
  const down = (value: number) => Number((Math.floor(value / step) * step).toFixed(6));
  const up = (value: number) => Number((Math.ceil(value / step) * step).toFixed(6));
  return {
    south: Math.max(-90, down(south)),
    west: Math.max(-180, down(west)),
    north: Math.min(90, up(north)),
    east: Math.min(180, up(east)),
    zoom: Math.min(22, Math.floor(zoom)),
  };
}

/** What may be seen in this part of the map, each in one of the groups that stand on it; kept current. */
export function useMomentMap(viewport: Viewport | null, wanted = true) {
  const me = useStore(session);
  const query = viewport ? widened(viewport) : null;
  const answer = useQuery<Schemas['MomentMap']>({
    queryKey: [...LIST, 'map', query],
    enabled: wanted && query !== null,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => untilNext(state.data?.data),
    queryFn: ({ signal }) =>
      query
        ? ask(api.GET('/api/v1/moments', { params: { query }, signal }))
        : Promise.reject(new Error('no viewport')),
  });
  useTopic(wanted && me.kind === 'in' ? `friends:${me.userId}` : null, answer.data ? null : undefined);
  return answer;
}

export const useMoment = (id: string) =>
  useQuery<Moment>({
    queryKey: one(id),
    refetchInterval: ({ state }) => untilNext(state.data && [state.data]),
    retry: false,
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/moments/{moment_id}', { params: { path: { moment_id: id } }, signal })),
  });

export const useMomentsOf = (person: string) =>
  useQuery<Moment[]>({
    queryKey: [...LIST, 'person', person],
    refetchInterval: ({ state }) => untilNext(state.data),
    queryFn: async ({ signal }) =>
      (
        await ask(
          api.GET('/api/v1/users/{user_id}/moments', { params: { path: { user_id: person } }, signal }),
        )
      ).data,
  });

export const useMomentsAt = (event: string) =>
  useQuery<Moment[]>({
    queryKey: [...LIST, 'event', event],
    refetchInterval: ({ state }) => untilNext(state.data),
    queryFn: async ({ signal }) =>
      (
        await ask(
          api.GET('/api/v1/events/{event_id}/moments', { params: { path: { event_id: event } }, signal }),
        )
      ).data,
  });

export const useJournal = () =>
  useInfiniteQuery({
    queryKey: [...LIST, 'mine'],
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }: Schemas['Journal']) => next_cursor,
    queryFn: ({ pageParam, signal }) =>
      ask(
        api.GET('/api/v1/moments/mine', {
          params: { query: pageParam === null ? {} : { cursor: pageParam } },
          signal,
        }),
      ),
  });

/** Whatever I do with a moment, the lists that it may be in are asked for anew. */
function useDeed<Given, Answer>(deed: (given: Given) => Promise<Answer>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: deed,
    onSuccess: () => void cache.invalidateQueries({ queryKey: ['moments'] }),
  });
}

const path = (id: string) => ({ params: { path: { moment_id: id } } });

export const usePost = () =>
  useDeed(({ id, ...body }: NewMoment & { id: string }) =>
    ask(api.PUT('/api/v1/moments/{moment_id}', { ...path(id), body })),
  );

export const useShareAgain = (id: string) =>
  useDeed((body: MomentSharing) =>
    ask(api.PUT('/api/v1/moments/{moment_id}/sharing', { ...path(id), body })),
  );

export const useKeep = (id: string) =>
  useDeed(async (kept: boolean) => {
    if (kept) await ask(api.PUT('/api/v1/moments/{moment_id}/kept', path(id)));
    else await ask(api.DELETE('/api/v1/moments/{moment_id}/kept', path(id)));
  });

export const useLike = (id: string) =>
  useDeed(async (liked: boolean) => {
    if (liked) await ask(api.PUT('/api/v1/moments/{moment_id}/like', path(id)));
    else await ask(api.DELETE('/api/v1/moments/{moment_id}/like', path(id)));
  });

/** What I am deleting: nobody asks for it again meanwhile. */
export const going = new Set<string>();

export function useRemove(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => ask(api.DELETE('/api/v1/moments/{moment_id}', path(id))),
    onMutate: () => void going.add(id),
    onError: () => void going.delete(id),
    onSuccess: () => void cache.invalidateQueries({ queryKey: LIST }),
  });
}
