// How I want to be told.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Schemas, api, ask } from '@/api/client';

export type Telling = Schemas['NoticePreferences'];
export type TopicTelling = Schemas['TopicPreference'];

const TELLING = ['users', 'me', 'telling'];

export const useTelling = () =>
  useQuery({
    queryKey: TELLING,
    queryFn: ({ signal }) => ask(api.GET('/api/v1/notices/preferences', { signal })),
  });

/** Changes what is named and leaves the rest. What was chosen is shown at once, and taken back if it is refused. */
export function useTellMe() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['PreferencesEdit']) => ask(api.PATCH('/api/v1/notices/preferences', { body })),
    scope: { id: 'telling' }, // one after the other: the last choice is the one that stays
    onMutate: async (body) => {
      await cache.cancelQueries({ queryKey: TELLING });
      cache.setQueryData<Telling>(TELLING, (before) => before && chosen(before, body));
    },
    onError: () => cache.invalidateQueries({ queryKey: TELLING }),
    onSuccess: (all) => {
      if (cache.isMutating({ mutationKey: TELLING }) <= 1) cache.setQueryData(TELLING, all);
    },
    mutationKey: TELLING,
  });
}

function chosen(before: Telling, { topics = [], ...rest }: Schemas['PreferencesEdit']): Telling {
  const all = before.topics.map((one) => topics.find(({ topic }) => topic === one.topic) ?? one);
  return { ...before, ...rest, topics: all };
}
