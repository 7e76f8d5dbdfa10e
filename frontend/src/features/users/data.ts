// My own account and where I am signed in.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Schemas, api, ask } from '@/api/client';

export const useMe = () =>
  useQuery({
    queryKey: ['users', 'me', 'account'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/users/me', { signal })),
  });

export function useEditMe() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['ProfileEdit']) => ask(api.PATCH('/api/v1/users/me', { body })),
    onSuccess: (me) => cache.setQueryData(['users', 'me', 'account'], me),
  });
}

export const useSessions = () =>
  useQuery({
    queryKey: ['users', 'me', 'sessions'],
    queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/auth/sessions', { signal }))).data,
  });

export function useEndSessions() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (session: string | 'others') =>
      session === 'others'
        ? ask(api.DELETE('/api/v1/auth/sessions'))
        : ask(
            api.DELETE('/api/v1/auth/sessions/{session_id}', { params: { path: { session_id: session } } }),
          ),
    onSettled: () => void cache.invalidateQueries({ queryKey: ['users', 'me', 'sessions'] }),
  });
}
