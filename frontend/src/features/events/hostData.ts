// Hosting together, inviting, being there, drafts and calendars: what is asked and done about an event beside answers.
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Schemas, api, ask } from '@/api/client';
import { type EventPage, changed } from './data';

export type Right = Schemas['CoHostRights']['rights'][number];

export const RIGHTS: Right[] = ['edit', 'guests', 'check_in'];

export type PersonCard = Schemas['PersonCard'];
export type Link = Schemas['Links']['data'][number];
export type NewLinkMade = Schemas['NewLinkMade'];

const at = (id: string) => ({ path: { event_id: id } });
const about = (id: string, person: string) => ({ path: { event_id: id, user_id: person } });

/** Does something to an event, and has everything that shows it asked for anew. */
function useDeed<Given, Answer>(id: string, deed: (given: Given, cache: QueryClient) => Promise<Answer>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (given: Given) => deed(given, cache),
    onSettled: () => changed(cache, id),
  });
}

export const useCancellation = (id: string, wanted: boolean, scope: Schemas['Cancellation']['scope']) =>
  useQuery({
    queryKey: ['events', id, 'cancellation', scope],
    enabled: wanted,
    gcTime: 0,
    queryFn: ({ signal }) =>
      ask(
        api.GET('/api/v1/events/{event_id}/cancellation', {
          params: { ...at(id), query: { scope } },
          signal,
        }),
      ),
  });

export const useCancel = (id: string) =>
  useDeed(id, (given: Schemas['Cancellation']) =>
    ask(api.POST('/api/v1/events/{event_id}/cancel', { params: at(id), body: given })),
  );

export const useAnswerBrake = (id: string) =>
  useDeed(id, async (reopen: boolean, cache) => {
    const page = await ask(api.PUT('/api/v1/events/{event_id}/brake', { params: at(id), body: { reopen } }));
    cache.setQueryData<EventPage>(['events', id, 'page'], page);
  });

export const usePublish = (id: string) =>
  useDeed(id, async (_: undefined, cache) => {
    const page = await ask(api.POST('/api/v1/events/{event_id}/publish', { params: at(id) }));
    cache.setQueryData<EventPage>(['events', id, 'page'], page);
  });

export const useDiscard = (id: string) =>
  useDeed(id, (_: undefined) => ask(api.DELETE('/api/v1/events/{event_id}', { params: at(id) })));

export const useHosts = (id: string) =>
  useQuery({
    queryKey: ['events', id, 'hosts'],
    queryFn: async ({ signal }) =>
      (await ask(api.GET('/api/v1/events/{event_id}/hosts', { params: at(id), signal }))).data,
  });

export const useGrant = (id: string) =>
  useDeed(id, ({ person, rights }: { person: string; rights: Right[] }) =>
    ask(
      api.PUT('/api/v1/events/{event_id}/hosts/{user_id}', { params: about(id, person), body: { rights } }),
    ),
  );

export const useRevoke = (id: string) =>
  useDeed(id, (person: string) =>
    ask(api.DELETE('/api/v1/events/{event_id}/hosts/{user_id}', { params: about(id, person) })),
  );

export const useHandOver = (id: string) =>
  useDeed(id, (person: string) =>
    ask(api.POST('/api/v1/events/{event_id}/host', { params: at(id), body: { user_id: person } })),
  );

export const useFriends = () =>
  useQuery({
    queryKey: ['friends', 'list', 'cards'],
    queryFn: async ({ signal }) =>
      (await ask(api.GET('/api/v1/friends', { signal }))).data.map(({ person }) => person),
  });

/** As host: a friend has a seat at once; `over` adds a seat if there is none. */
export const useAddGuest = (id: string) =>
  useDeed(id, ({ person, over }: { person: string; over: boolean }) =>
    ask(
      api.PUT('/api/v1/events/{event_id}/guests/{user_id}', {
        params: { ...about(id, person), query: { over } },
      }),
    ),
  );

export const useRemoveByMail = (id: string) =>
  useDeed(id, (guest: string) =>
    ask(
      api.DELETE('/api/v1/events/{event_id}/mail-guests/{guest_id}', {
        params: { path: { event_id: id, guest_id: guest } },
      }),
    ),
  );

export const useInvite = (id: string) =>
  useMutation({
    mutationFn: (body: Schemas['PeopleToInvite']) =>
      ask(api.PUT('/api/v1/events/{event_id}/invitations', { params: at(id), body })),
  });

export const useLinks = (id: string) =>
  useQuery({
    queryKey: ['events', id, 'links'],
    queryFn: async ({ signal }) =>
      (await ask(api.GET('/api/v1/events/{event_id}/links', { params: at(id), signal }))).data,
  });

export const useMakeLink = (id: string) =>
  useDeed(id, (body: Schemas['NewLink']) =>
    ask(api.POST('/api/v1/events/{event_id}/links', { params: at(id), body })),
  );

export const useEndLink = (id: string) =>
  useDeed(id, ({ link, branch }: { link: string; branch: boolean }) =>
    ask(
      api.DELETE('/api/v1/events/{event_id}/links/{link_id}', {
        params: { path: { event_id: id, link_id: link }, query: { branch } },
      }),
    ),
  );

export const useInvitations = () =>
  useQuery({
    queryKey: ['events', 'list', 'invitations'],
    queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/invitations', { signal }))).data,
  });

export const useDecline = (id: string) =>
  useDeed(id, async (_: undefined, cache) => {
    await ask(api.DELETE('/api/v1/invitations/{event_id}', { params: at(id) }));
    await cache.invalidateQueries({ queryKey: ['events', 'list', 'invitations'] });
  });

export const useCheckIns = (id: string) =>
  useQuery({
    queryKey: ['events', id, 'check-ins'],
    refetchInterval: 15_000, // who arrives is not told over the socket
    queryFn: async ({ signal }) =>
      (await ask(api.GET('/api/v1/events/{event_id}/check-ins', { params: at(id), signal }))).data,
  });

export const useTick = (id: string) =>
  useDeed(id, ({ person, here }: { person: string; here: boolean }) => {
    const params = about(id, person);
    return here
      ? ask(api.PUT('/api/v1/events/{event_id}/check-ins/{user_id}', { params }))
      : ask(api.DELETE('/api/v1/events/{event_id}/check-ins/{user_id}', { params }));
  });

export const calendarFile = (id: string) =>
  ask(api.GET('/api/v1/events/{event_id}/calendar', { params: at(id), parseAs: 'text' }));

export const useFeed = () =>
  useMutation({ mutationFn: async () => (await ask(api.PUT('/api/v1/users/me/calendar'))).url });

export const useEndFeed = () =>
  useMutation({ mutationFn: () => ask(api.DELETE('/api/v1/users/me/calendar')) });
