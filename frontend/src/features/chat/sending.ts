// Saying something: under an id of one's own, in order, tried again until the server has it or refuses it.
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { Refusal, api, ask, transient } from '@/api/client';
import { newId } from '@/lib/ids';
import { type Conversation, conversationKey, merge } from './signals';

const TRIES = 12;

/** What I said and the server has not confirmed yet. */
export interface Unsent {
  id: string;
  body: string;
  replyTo: string | null;
  failed: boolean;
}

const outboxKey = (room: string) => ['outbox', room];

const keepOutbox = (cache: QueryClient, room: string, change: (unsent: Unsent[]) => Unsent[]): void => {
  cache.setQueryData<Unsent[]>(outboxKey(room), (unsent = []) => change(unsent));
};

export function useSend(room: string) {
  const cache = useQueryClient();
  const { data: outbox } = useQuery<Unsent[]>({
    queryKey: outboxKey(room),
    queryFn: () => [],
    enabled: false,
    initialData: [],
    gcTime: Infinity,
  });
  const put = useMutation({
    scope: { id: `send ${room}` }, // one after the other: the order of saying is the order of sending
    mutationFn: ({ id, body, replyTo }: Omit<Unsent, 'failed'>) =>
      ask(
        api.PUT('/api/v1/rooms/{room_id}/messages/{message_id}', {
          params: { path: { room_id: room, message_id: id } },
          body: { body, reply_to: replyTo },
        }),
      ),
    retry: (count, failure) => count < TRIES && transient(failure),
    retryDelay: (count, failure) =>
      failure instanceof Refusal && failure.problem.retry_after
        ? failure.problem.retry_after * 1000
        : Math.min(8_000, 400 * 2 ** count) * (0.5 + Math.random() / 2),
    onSuccess: (message) => {
      cache.setQueryData<Conversation>(
        conversationKey(room),
        (known) => known && { ...known, messages: merge(known.messages, [message]) },
      );
      keepOutbox(cache, room, (unsent) => unsent.filter((one) => one.id !== message.id));
      void cache.invalidateQueries({ queryKey: ['chat', 'list'] });
    },
    onError: (_failure, { id }) =>
      keepOutbox(cache, room, (unsent) =>
        unsent.map((one) => (one.id === id ? { ...one, failed: true } : one)),
      ),
  });
  const post = useCallback(
    (one: Omit<Unsent, 'failed'>) => {
      keepOutbox(cache, room, (unsent) => [
        ...unsent.filter(({ id }) => id !== one.id),
        { ...one, failed: false },
      ]);
      put.mutate(one);
    },
    [cache, put, room],
  );
  const send = (body: string, replyTo: string | null) => post({ id: newId(), body, replyTo });
  const discard = (id: string) => keepOutbox(cache, room, (unsent) => unsent.filter((one) => one.id !== id));
  return { outbox, send, again: post, discard, refusal: put.error };
}
