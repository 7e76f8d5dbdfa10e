// Kind words: on somebody's page, after an event, and those that wait for me. What changes tells one's own topic.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Schemas, api, ask } from '@/api/client';

export type KindWord = Schemas['KindWord'];
export type Kindness = Schemas['NewKindWord']['kinds'][number];
export type Received = Schemas['ReceivedKindWord'];
export type Mine = Schemas['MyKindWord'];
export type PersonCard = Schemas['PersonCard'];

const KIND = ['friends', 'kind']; // under friends, whose topic keeps them current
export const KINDS: Kindness[] = ['good_company', 'welcoming', 'thoughtful', 'kept_word'];
export const LONGEST = 200;

export const useKindWords = (id: string) =>
  useQuery({
    queryKey: [...KIND, 'person', id],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/users/{user_id}/kind-words', { signal, params: { path: { user_id: id } } })),
  });

export const useMyKindWords = () =>
  useQuery({
    queryKey: [...KIND, 'mine'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/kind-words', { signal })),
  });

export const useKindWordsAfter = (id: string, wanted: boolean) =>
  useQuery({
    queryKey: [...KIND, 'event', id],
    enabled: wanted,
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/events/{event_id}/kind-words', { signal, params: { path: { event_id: id } } })),
  });

/** Written, written anew, or taken back (without a body). */
export function useWriteKindWord(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (body: Schemas['NewKindWord'] | null): Promise<void> => {
      const params = { path: { user_id: id } };
      await (body
        ? ask(api.PUT('/api/v1/users/{user_id}/kind-words', { params, body }))
        : ask(api.DELETE('/api/v1/users/{user_id}/kind-words', { params })));
    },
    onSettled: () => cache.invalidateQueries({ queryKey: KIND }),
  });
}

export function useAnswerKindWord() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ word, answer }: { word: Received; answer: Schemas['KindWordAnswer']['answer'] }) =>
      ask(
        api.PUT('/api/v1/kind-words/{word_id}/answer', {
          params: { path: { word_id: word.id } },
          body: { answer, written_at: word.written_at },
        }),
      ),
    onSettled: () => cache.invalidateQueries({ queryKey: KIND }),
  });
}
