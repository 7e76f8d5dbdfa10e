// Friends: who they are, who asks, whom to ask, lists of them, and the link behind my QR code.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Schemas, Refusal, api, ask } from '@/api/client';
import { contactHash } from '@/lib/contactHash';
import { newId } from '@/lib/ids';

export type PersonCard = Schemas['PersonCard'];
export type Relationship = Schemas['Relationship'];
export type Suggestion = Schemas['Suggestion'];

export const useFriends = () =>
  useQuery({
    queryKey: ['friends', 'all'],
    queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/friends', { signal }))).data,
  });

export const useRequests = () =>
  useQuery({
    queryKey: ['friends', 'requests'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/friends/requests', { signal })),
  });

export const useSuggestions = () =>
  useQuery({
    queryKey: ['friends', 'suggestions'],
    queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/friends/suggestions', { signal }))).data,
  });

export const usePerson = (id: string) =>
  useQuery({
    queryKey: ['friends', 'person', id, 'profile'],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/users/{user_id}', { signal, params: { path: { user_id: id } } })),
  });

export const useRelationship = (id: string, wanted = true) =>
  useQuery({
    queryKey: ['friends', 'person', id, 'relationship'],
    enabled: wanted,
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/friends/{user_id}', { signal, params: { path: { user_id: id } } })),
  });

export const useMutual = (id: string, wanted: boolean) =>
  useQuery({
    queryKey: ['friends', 'person', id, 'mutual'],
    enabled: wanted,
    queryFn: async ({ signal }) =>
      (await ask(api.GET('/api/v1/friends/{user_id}/mutual', { signal, params: { path: { user_id: id } } })))
        .data,
  });

const ACTS = {
  ask: (user_id: string) =>
    ask(api.PUT('/api/v1/friends/requests/{user_id}', { params: { path: { user_id } } })),
  cancel: (user_id: string) =>
    ask(api.DELETE('/api/v1/friends/requests/{user_id}', { params: { path: { user_id } } })),
  accept: (user_id: string) =>
    ask(api.POST('/api/v1/friends/requests/{user_id}/accept', { params: { path: { user_id } } })),
  decline: (user_id: string) =>
    ask(api.POST('/api/v1/friends/requests/{user_id}/decline', { params: { path: { user_id } } })),
  part: (user_id: string) => ask(api.DELETE('/api/v1/friends/{user_id}', { params: { path: { user_id } } })),
  close: (user_id: string) =>
    ask(api.PUT('/api/v1/friends/{user_id}/close', { params: { path: { user_id } } })),
  lessClose: (user_id: string) =>
    ask(api.DELETE('/api/v1/friends/{user_id}/close', { params: { path: { user_id } } })),
  dismiss: (user_id: string) =>
    ask(api.DELETE('/api/v1/friends/suggestions/{user_id}', { params: { path: { user_id } } })),
} satisfies Record<string, (id: string) => Promise<unknown>>;

export type Act = keyof typeof ACTS;

/** One step between two people; what is known of friends is asked for anew. */
export function useAct(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (act: Act): Promise<void> => void (await ACTS[act](id)),
    onSettled: () => cache.invalidateQueries({ queryKey: ['friends'] }),
  });
}

/** Somebody whose name was typed whole; null if there is nobody to be found by it. */
export const useByUsername = () =>
  useMutation({
    mutationFn: async (username: string): Promise<PersonCard | null> => {
      try {
        return await ask(api.GET('/api/v1/users/by-username/{username}', { params: { path: { username } } }));
      } catch (failure) {
        if (failure instanceof Refusal && [400, 404].includes(failure.problem.status)) return null;
        throw failure;
      }
    },
  });

export const MOST_ADDRESSES = 300; // as many as one may ask about in a day
const AT_ONCE = 100;

/** Who of those with these addresses is here and wants to be found by it; only hashes leave this device. */
export const useByAddresses = () =>
  useMutation({
    mutationFn: async (addresses: string[]): Promise<{ person: PersonCard; address: string }[]> => {
      const by = new Map<string, string>();
      for (const address of addresses) by.set(await contactHash(address), address);
      const hashes = [...by.keys()];
      const found: { person: PersonCard; address: string }[] = [];
      for (let from = 0; from < hashes.length; from += AT_ONCE) {
        const body = { hashes: hashes.slice(from, from + AT_ONCE) };
        const { data } = await ask(api.POST('/api/v1/users/by-contacts', { body }));
        found.push(...data.map(({ person, hash }) => ({ person, address: by.get(hash) ?? '' })));
      }
      return found;
    },
  });

export const useBehindLink = (token: string) =>
  useQuery({
    queryKey: ['friends', 'link', token],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/friends/links/{token}', { signal, params: { path: { token } } })),
  });

const LINK = ['friends', 'mylink'];

/** My link, or null while I have none. */
export const useLink = () =>
  useQuery({
    queryKey: LINK,
    queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/friends/link', { signal }))).link,
  });

export function useSetLink() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (wanted: boolean) => {
      if (wanted) return ask(api.PUT('/api/v1/friends/link'));
      await ask(api.DELETE('/api/v1/friends/link'));
      return null;
    },
    onSuccess: (link) => cache.setQueryData(LINK, link),
  });
}

export const useLists = () =>
  useQuery({
    queryKey: ['friends', 'lists'],
    queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/friends/lists', { signal }))).data,
  });

type ListStep =
  | { do: 'save'; id?: string; name: string }
  | { do: 'delete'; id: string }
  | { do: 'add' | 'remove'; id: string; person: string };

export function useListStep() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (step: ListStep): Promise<void> => {
      const list_id = step.id ?? newId();
      if (step.do === 'save') {
        const params = { path: { list_id } };
        await ask(api.PUT('/api/v1/friends/lists/{list_id}', { params, body: { name: step.name } }));
      } else if (step.do === 'delete') {
        await ask(api.DELETE('/api/v1/friends/lists/{list_id}', { params: { path: { list_id } } }));
      } else {
        const params = { path: { list_id, user_id: step.person } };
        await (step.do === 'add'
          ? ask(api.PUT('/api/v1/friends/lists/{list_id}/people/{user_id}', { params }))
          : ask(api.DELETE('/api/v1/friends/lists/{list_id}/people/{user_id}', { params })));
      }
    },
    onSettled: () => cache.invalidateQueries({ queryKey: ['friends', 'lists'] }),
  });
}
