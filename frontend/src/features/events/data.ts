// Asking for events, and answering them.
import {
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { type Schemas, api, ask, transient } from '@/api/client';
import { fetched } from '@/realtime/live';

export type EventPage = Schemas['EventPage'];
export type Rsvp = Pick<Schemas['RsvpAnswer'], 'answer'> & Partial<Schemas['RsvpAnswer']>;
export type Guest = Schemas['Guest'];

const at = (id: string) => ({ path: { event_id: id } });

export const useEvent = (id: string) =>
  useQuery<EventPage>({
    queryKey: ['events', id, 'page'],
    // A picture that is still looked at is told of to nobody but whoever sent it.
    refetchInterval: ({ state: { data } }) =>
      ['waiting', 'checking'].includes(data?.cover?.state ?? '') ? 3_000 : false,
    queryFn: async ({ client, signal }) => {
      const page = await ask(api.GET('/api/v1/events/{event_id}', { params: at(id), signal }));
      fetched(client, `event:${id}`, page.place);
      return page;
    },
  });

/** `near`: it is about to begin. Who is on the way is told to the room alone, so that it is asked for. */
export const useGuests = (id: string, near = false) =>
  useQuery({
    queryKey: ['events', id, 'guests'],
    refetchInterval: near ? 15_000 : false,
    queryFn: ({ signal }) => ask(api.GET('/api/v1/events/{event_id}/guests', { params: at(id), signal })),
  });

/** Whom of those I have blocked I would meet there. */
export const useBlockedGuests = (id: string, wanted: boolean) =>
  useQuery({
    queryKey: ['events', id, 'blocked'],
    enabled: wanted,
    queryFn: async ({ signal }) =>
      (await ask(api.GET('/api/v1/events/{event_id}/blocked', { params: at(id), signal }))).data,
  });

/** What I host or go to, from six hours ago on. */
export const useMine = () =>
  useQuery({
    queryKey: ['events', 'list', 'mine'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/events/mine', { signal })),
  });

/** What I host or go to: `upcoming`, the next one first; `past`, the latest first. */
export const useHorizon = (which: 'upcoming' | 'past') =>
  useInfiniteQuery({
    queryKey: ['events', 'list', 'horizon', which],
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }: Schemas['Events']) => next_cursor,
    queryFn: ({ signal, pageParam }): Promise<Schemas['Events']> => {
      const query = { which, ...(pageParam && { cursor: pageParam }) };
      return ask(api.GET('/api/v1/events/mine', { params: { query }, signal }));
    },
  });

/** Everything that shows this event, from its page to the map. */
export function changed(cache: QueryClient, id: string): void {
  for (const queryKey of [
    ['events', id],
    ['events', 'list'],
    ['discovery', 'list'],
    ['chat', 'list'],
  ]) {
    void cache.invalidateQueries({ queryKey });
  }
  // Not asked for at once: whoever has just left is no longer in the room, and the door to it goes with the next picture.
  void cache.invalidateQueries({ queryKey: ['chat', 'event', id], refetchType: 'none' });
}

export function useRsvp(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ guests = 0, wait = false, answer, answers = [], code = '', tell_room = false }: Rsvp) =>
      ask(
        api.PUT('/api/v1/events/{event_id}/rsvp', {
          params: at(id),
          body: { answer, guests, wait, answers, code, tell_room },
        }),
      ),
    retry: (count, failure) => count < 3 && transient(failure),
    onSuccess: (event) => {
      cache.setQueryData<EventPage>(['events', id, 'page'], (page) => page && { ...page, event });
    },
    onSettled: () => changed(cache, id),
  });
}

const guest = (id: string, person: string) => ({ path: { event_id: id, user_id: person } });

/** As host: lets somebody in who asks or waits, or lets somebody answer again whom I had removed. */
export function useAdmit(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (person: string) =>
      ask(api.PUT('/api/v1/events/{event_id}/guests/{user_id}', { params: guest(id, person) })),
    onSettled: () => changed(cache, id),
  });
}

export function useRemove(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (person: string) =>
      ask(api.DELETE('/api/v1/events/{event_id}/guests/{user_id}', { params: guest(id, person) })),
    onSettled: () => changed(cache, id),
  });
}

export function useEdit(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ version, edit }: { version: number; edit: Schemas['EventEdit'] }) => {
      const params = { ...at(id), header: { 'If-Match': `"${version}"` } };
      return ask(api.PATCH('/api/v1/events/{event_id}', { params, body: edit }));
    },
    onSuccess: (page) => cache.setQueryData<EventPage>(['events', id, 'page'], page),
    onSettled: () => changed(cache, id),
  });
}

export function useCreate() {
  const cache = useQueryClient();
  return useMutation({
    // The id is the client's own: sent again after a broken line, it is the same event.
    mutationFn: (event: Schemas['NewEvent'] & { id: string }) =>
      ask(api.POST('/api/v1/events', { body: event })),
    retry: (count, failure) => count < 3 && transient(failure),
    onSuccess: (event) => changed(cache, event.id),
  });
}
