// Ways in, sessions and keys: what is asked and done.
import { type QueryKey, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Schemas, api, ask } from '@/api/client';
import { makePasskey } from '@/lib/passkey';
import { certainly } from '@/session/certain';
import { offers } from '@/session/ways';

export type WaysIn = Schemas['WaysIn'];
export type Scope = Schemas['NewKey']['scopes'][number];

const WAYS = ['users', 'me', 'ways'];
const SESSIONS = ['users', 'me', 'sessions'];
const KEYS = ['users', 'me', 'keys'];

export const useOffers = () => useQuery({ queryKey: ['offers'], queryFn: offers, staleTime: Infinity });

export const useWays = () =>
  useQuery({ queryKey: WAYS, queryFn: ({ signal }) => ask(api.GET('/api/v1/auth/ways', { signal })) });

/** Does something that needs certainty, and asks anew for what it changes. */
export function useCertain<Given = void, Result = unknown>(
  act: (given: Given) => Promise<Result>,
  ...changes: QueryKey[]
) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (given: Given) => certainly(() => act(given)),
    onSettled: () => Promise.all(changes.map((queryKey) => cache.invalidateQueries({ queryKey }))),
  });
}

export const useAddPasskey = () =>
  useCertain(async (name: string) => {
    const { options } = await ask(api.POST('/api/v1/auth/passkeys/options'));
    const credential = await makePasskey(options);
    return ask(api.POST('/api/v1/auth/passkeys', { body: { credential, name } }));
  }, WAYS);

export const useRenamePasskey = () =>
  useCertain(
    ({ id, name }: { id: string; name: string }) =>
      ask(
        api.PATCH('/api/v1/auth/passkeys/{passkey_id}', {
          params: { path: { passkey_id: id } },
          body: { name },
        }),
      ),
    WAYS,
  );

export const useRemovePasskey = () =>
  useCertain(
    (id: string) =>
      ask(api.DELETE('/api/v1/auth/passkeys/{passkey_id}', { params: { path: { passkey_id: id } } })),
    WAYS,
  );

export const useUnlink = () =>
  useCertain(
    (id: string) =>
      ask(api.DELETE('/api/v1/auth/identities/{identity_id}', { params: { path: { identity_id: id } } })),
    WAYS,
  );

export const useSetPassword = () =>
  useCertain(
    (body: Schemas['PasswordChange']) => ask(api.PUT('/api/v1/auth/password', { body })),
    WAYS,
    SESSIONS,
  );

export const useAskAddress = () =>
  useCertain((body: Schemas['AddressChange']) => ask(api.POST('/api/v1/auth/address', { body })));

export const useConfirmAddress = () =>
  useCertain(
    (body: Schemas['AddressCodes']) => ask(api.POST('/api/v1/auth/address/confirm', { body })),
    ['users', 'me'],
  );

export const useSessions = () =>
  useQuery({
    queryKey: SESSIONS,
    queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/auth/sessions', { signal }))).data,
  });

export const useEndSessions = () =>
  useCertain(
    (session: string | 'others') =>
      session === 'others'
        ? ask(api.DELETE('/api/v1/auth/sessions'))
        : ask(
            api.DELETE('/api/v1/auth/sessions/{session_id}', { params: { path: { session_id: session } } }),
          ),
    SESSIONS,
  );

/** Ends all sessions, this one with them. */
export const endAllSessions = () =>
  ask(api.DELETE('/api/v1/auth/sessions', { params: { query: { this_one: true } } }));

export const useKeys = () =>
  useQuery({
    queryKey: KEYS,
    queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/auth/keys', { signal }))).data,
  });

export const useMakeKey = () =>
  useCertain((body: Schemas['NewKey']) => ask(api.POST('/api/v1/auth/keys', { body })), KEYS);

export const useRevokeKey = () =>
  useCertain(
    (id: string) => ask(api.DELETE('/api/v1/auth/keys/{key_id}', { params: { path: { key_id: id } } })),
    KEYS,
  );
