// What I follow: asked for, and said. Nobody else knows of it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, ask } from '@/api/client';
import type { Follow, Followed } from './followed';

const KEY = ['events', 'follows'];

export const useFollows = () =>
  useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/events/follows', { signal }))).data,
  });

export function useFollow() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (body: Followed) => (await ask(api.POST('/api/v1/events/follows', { body }))).data,
    onSuccess: (follows) => cache.setQueryData<Follow[]>(KEY, follows),
  });
}

export function useUnfollow() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (follow_id: string) =>
      ask(api.DELETE('/api/v1/events/follows/{follow_id}', { params: { path: { follow_id } } })),
    onSuccess: (_, id) =>
      cache.setQueryData<Follow[]>(KEY, (follows) => follows?.filter((one) => one.id !== id)),
  });
}
