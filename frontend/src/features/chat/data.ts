// Rooms and what is said in them: asked for, paged back, and said with an id of one's own.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { type Schemas, api, ask } from '@/api/client';
import { fetched } from '@/realtime/live';
import { type Conversation, type Message, conversationKey, merge, typingKey } from './signals';

const PAGE = 50;
const at = (room: string) => ({ path: { room_id: room } });

export const useRooms = () =>
  useQuery({
    queryKey: ['chat', 'list'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/rooms', { signal })),
  });

export const useRoom = (room: string) =>
  useQuery({
    queryKey: ['chat', room, 'room'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/rooms/{room_id}', { params: at(room), signal })),
  });

/** The room of an event, or null for whoever has no seat in it. */
export const useEventRoom = (event: string, enabled: boolean) =>
  useQuery({
    queryKey: ['chat', 'event', event],
    enabled,
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/events/{event_id}/room', { params: { path: { event_id: event } }, signal })),
  });

export const useMembers = (room: string) =>
  useQuery({
    queryKey: ['chat', room, 'members'],
    queryFn: async ({ signal }) =>
      (await ask(api.GET('/api/v1/rooms/{room_id}/members', { params: at(room), signal }))).data.map(
        (member) => member.person,
      ),
  });

export const useTyping = (room: string) =>
  useQuery<string[]>({ queryKey: typingKey(room), queryFn: () => [], enabled: false, initialData: [] });

/** The newest messages. What was paged back stays as long as nothing is missing between. */
export const useConversation = (room: string) =>
  useQuery<Conversation>({
    queryKey: conversationKey(room),
    staleTime: Infinity, // the topic keeps it current
    queryFn: async ({ client, signal }) => {
      const page = await ask(
        api.GET('/api/v1/rooms/{room_id}/messages', {
          params: { ...at(room), query: { limit: PAGE } },
          signal,
        }),
      );
      fetched(client, `room:${room}`, page.place);
      const known = client.getQueryData<Conversation>(conversationKey(room));
      const oldest = page.data[0]?.seq ?? 0;
      const before = known?.messages.filter((message) => message.seq < oldest) ?? [];
      const touches = known?.messages.some((message) => message.seq >= oldest) ?? false;
      return touches && known
        ? {
            messages: merge(before, page.data),
            place: page.place,
            earlier: before.length ? known.earlier : page.earlier,
          }
        : { messages: page.data, place: page.place, earlier: page.earlier };
    },
  });

export function useEarlier(room: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (before: number) =>
      ask(
        api.GET('/api/v1/rooms/{room_id}/messages', {
          params: { ...at(room), query: { before, limit: PAGE } },
        }),
      ),
    onSuccess: ({ data, earlier }) =>
      cache.setQueryData<Conversation>(
        conversationKey(room),
        (known) => known && { ...known, messages: merge(data, known.messages), earlier },
      ),
  });
}

/** Tells the server how far I have read, forward only. */
export function useRead(room: string) {
  const cache = useQueryClient();
  const [told, setTold] = useState(0);
  const { mutate } = useMutation({
    mutationFn: (seq: number) =>
      ask(api.PUT('/api/v1/rooms/{room_id}/read', { params: at(room), body: { seq } })),
    onSuccess: () => void cache.invalidateQueries({ queryKey: ['chat', 'list'] }),
  });
  return useCallback(
    (seq: number) => {
      if (seq <= told) return;
      setTold(seq);
      mutate(seq);
    },
    [told, mutate],
  );
}

/** Makes no noise for a while, on all of my devices. */
export function useMute(room: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (until: Schemas['Muting']['until']) =>
      ask(api.PUT('/api/v1/rooms/{room_id}/mute', { params: at(room), body: { until } })),
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: ['chat', room, 'room'] });
      void cache.invalidateQueries({ queryKey: ['chat', 'list'] });
    },
  });
}

export type RoomCard = Schemas['RoomCard'];
export type { Message };
