// My rooms and who is in them, how far I have read, and how loud they may be.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { type Schemas, api, ask } from '@/api/client';
import { type Message, membersKey, typingKey } from './signals';

const at = (room: string) => ({ path: { room_id: room } });

export const useRooms = (wanted = true) =>
  useQuery({
    queryKey: ['chat', 'list'],
    enabled: wanted,
    queryFn: ({ signal }) => ask(api.GET('/api/v1/rooms', { signal })),
  });

/** What strangers wrote to me. */
export const useRequests = () =>
  useQuery({
    queryKey: ['chat', 'mine', 'requests'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/rooms/requests', { signal })),
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
    queryKey: membersKey(room),
    queryFn: async ({ signal }) =>
      (await ask(api.GET('/api/v1/rooms/{room_id}/members', { params: at(room), signal }))).data,
  });

export const useTyping = (room: string) =>
  useQuery<string[]>({ queryKey: typingKey(room), queryFn: () => [], enabled: false, initialData: [] });

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
    mutationFn: (how: Schemas['Muting']) =>
      ask(api.PUT('/api/v1/rooms/{room_id}/mute', { params: at(room), body: how })),
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: ['chat', room, 'room'] });
      void cache.invalidateQueries({ queryKey: ['chat', 'list'] });
    },
  });
}

export type RoomCard = Schemas['RoomCard'];
export type Member = Schemas['MemberCard'];
export type { Message };
