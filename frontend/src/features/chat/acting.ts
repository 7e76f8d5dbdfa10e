// What can be done with what was said: react to it, put it right, take it back.
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ask } from '@/api/client';
import { type Conversation, type Message, conversationKey, merge } from './signals';

const at = (room: string, message: string) => ({ path: { room_id: room, message_id: message } });

const put = (cache: QueryClient, room: string, message: Message): void => {
  cache.setQueryData<Conversation>(
    conversationKey(room),
    (known) => known && { ...known, messages: merge(known.messages, [message]) },
  );
};

export function useReact(room: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ message, emoji, on }: { message: string; emoji: string; on: boolean }) => {
      const params = { path: { ...at(room, message).path, emoji } };
      const url = '/api/v1/rooms/{room_id}/messages/{message_id}/reactions/{emoji}';
      return ask(on ? api.PUT(url, { params }) : api.DELETE(url, { params }));
    },
    onSuccess: (message) => put(cache, room, message),
  });
}

export function useEdit(room: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ message, body }: { message: string; body: string }) =>
      ask(
        api.PATCH('/api/v1/rooms/{room_id}/messages/{message_id}', {
          params: at(room, message),
          body: { body },
        }),
      ),
    onSuccess: (message) => put(cache, room, message),
  });
}

export function useDelete(room: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (message: string) =>
      ask(api.DELETE('/api/v1/rooms/{room_id}/messages/{message_id}', { params: at(room, message) })),
    // The signal says the same; whoever deletes should not have to wait for it.
    onSuccess: () => void cache.invalidateQueries({ queryKey: conversationKey(room) }),
  });
}
