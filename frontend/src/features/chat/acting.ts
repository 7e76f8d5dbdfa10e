// What can be done with what was said: react to it, put it right, take it back, keep it at hand.
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Schemas, api, ask } from '@/api/client';
import { engine, learn, peopleOf } from './secret/looking';
import { type Message, conversationKey, patchRoom, pinsKey } from './signals';

const at = (room: string, message: string) => ({ path: { room_id: room, message_id: message } });

/** The message as the server has answered it, wherever it is shown. */
const put = (cache: QueryClient, room: string, message: Message): void =>
  patchRoom(cache, room, (messages) => messages.map((one) => (one.id === message.id ? message : one)));

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
    mutationFn: async ({ message, ...body }: { message: string } & Schemas['MessageEdit']) => {
      const people = peopleOf(cache.getQueryData<Schemas['Room']>(['chat', room, 'room'])?.room);
      if (people && body.body) {
        const edited = await (await engine()).edit(room, people, message, body.body);
        learn(room, edited, body.body);
        return edited;
      }
      return ask(
        api.PATCH('/api/v1/rooms/{room_id}/messages/{message_id}', {
          params: at(room, message),
          body,
        }),
      );
    },
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

export function usePin(room: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ message, on }: { message: string; on: boolean }) => {
      const url = '/api/v1/rooms/{room_id}/pins/{message_id}';
      const params = at(room, message);
      return ask(on ? api.PUT(url, { params }) : api.DELETE(url, { params }));
    },
    onSuccess: (_, { message, on }) => {
      patchRoom(cache, room, (messages) =>
        messages.map((one) => (one.id === message ? { ...one, pinned: on } : one)),
      );
      void cache.invalidateQueries({ queryKey: pinsKey(room) });
    },
  });
}

export const usePins = (room: string) =>
  useQuery({
    queryKey: pinsKey(room),
    queryFn: async ({ signal }) =>
      (await ask(api.GET('/api/v1/rooms/{room_id}/pins', { params: { path: { room_id: room } }, signal })))
        .data,
  });

/** Takes the preview of a link off my message. */
export function useNoPreview(room: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (message: string) =>
      ask(api.DELETE('/api/v1/rooms/{room_id}/messages/{message_id}/preview', { params: at(room, message) })),
    onSuccess: (_, message) =>
      patchRoom(cache, room, (messages) =>
        messages.map((one) => (one.id === message ? { ...one, preview: null } : one)),
      ),
  });
}
