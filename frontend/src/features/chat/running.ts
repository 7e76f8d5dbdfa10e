// Making rooms, running them, and who is in them.
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Schemas, Refusal, api, ask, transient } from '@/api/client';

const at = (room: string) => ({ path: { room_id: room } });

/** Everything that shows this room. */
function changed(cache: QueryClient, room?: string): void {
  void cache.invalidateQueries({ queryKey: ['chat', 'list'] });
  void cache.invalidateQueries({ queryKey: ['chat', 'mine', 'requests'] });
  if (room)
    for (const part of ['room', 'members']) void cache.invalidateQueries({ queryKey: ['chat', room, part] });
}

/** The one room with somebody, opened the first time. */
export function useOpenDirect() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (person: string) =>
      ask(api.PUT('/api/v1/rooms/direct/{user_id}', { params: { path: { user_id: person } } })),
    onSuccess: (room) => {
      cache.setQueryData(['chat', room.room.id, 'room'], room);
      changed(cache);
    },
  });
}

/** The room of two that only their devices can read, opened the first time. */
export function useOpenSecret() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (person: string) =>
      ask(api.PUT('/api/v1/rooms/secret/{user_id}', { params: { path: { user_id: person } } })),
    onSuccess: (room) => {
      cache.setQueryData(['chat', room.room.id, 'room'], room);
      changed(cache);
    },
  });
}

/** Who has exactly this user name; null: nobody, or nobody who wants to be found. */
export const usePersonCalled = (username: string | null) =>
  useQuery({
    queryKey: ['chat', 'person', username],
    enabled: username !== null,
    queryFn: async ({ signal }) => {
      try {
        const params = { path: { username: username ?? '' } };
        return await ask(api.GET('/api/v1/users/by-username/{username}', { params, signal }));
      } catch (failure) {
        if (failure instanceof Refusal && [400, 404, 422].includes(failure.problem.status)) return null;
        throw failure;
      }
    },
  });

export const useFriends = () =>
  useQuery({
    queryKey: ['friends', 'list', 'for talk'],
    queryFn: async ({ signal }) =>
      (await ask(api.GET('/api/v1/friends', { signal }))).data.map((friend) => friend.person),
  });

export function useMakeGroup() {
  const cache = useQueryClient();
  return useMutation({
    // The id is the client's own: sent again after a broken line, it is the same group.
    mutationFn: ({ id, title, people }: Schemas['NewGroup'] & { id: string }) =>
      ask(api.PUT('/api/v1/rooms/groups/{room_id}', { params: at(id), body: { title, people } })),
    retry: (count, failure) => count < 3 && transient(failure),
    onSuccess: (room) => {
      cache.setQueryData(['chat', room.room.id, 'room'], room);
      changed(cache);
    },
  });
}

export function useRun(room: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (edit: Schemas['RoomEdit']) =>
      ask(api.PATCH('/api/v1/rooms/{room_id}', { params: at(room), body: edit })),
    onSuccess: (answer) => {
      cache.setQueryData(['chat', room, 'room'], answer);
      changed(cache);
    },
  });
}

const seat = (room: string, person: string) => ({ path: { room_id: room, user_id: person } });

/** Adds a friend, or says what a member is here. */
export function useSeat(room: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ person, role = 'member' }: { person: string; role?: Schemas['Seating']['role'] }) =>
      ask(
        api.PUT('/api/v1/rooms/{room_id}/members/{user_id}', { params: seat(room, person), body: { role } }),
      ),
    onSettled: () => changed(cache, room),
  });
}

/** Sends somebody out of the group, or leaves it. */
export function useUnseat(room: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (person: string) =>
      ask(api.DELETE('/api/v1/rooms/{room_id}/members/{user_id}', { params: seat(room, person) })),
    onSettled: () => changed(cache, room),
  });
}

/** Says yes to what a stranger wrote, or puts it away. */
export function useAnswerRequest(room: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (yes: boolean) =>
      ask(
        yes
          ? api.POST('/api/v1/rooms/{room_id}/accept', { params: at(room) })
          : api.POST('/api/v1/rooms/{room_id}/decline', { params: at(room) }),
      ),
    onSettled: () => changed(cache, room),
  });
}

export function useBlock() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (person: string) =>
      ask(api.PUT('/api/v1/users/me/blocks/{user_id}', { params: { path: { user_id: person } } })),
    onSuccess: () => void cache.invalidateQueries(),
  });
}

export function useReport() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (report: Schemas['NewReport']) => ask(api.POST('/api/v1/reports', { body: report })),
    onSuccess: (_, { block }) => {
      if (block) void cache.invalidateQueries();
    },
  });
}

/** Whether others see how far I have read. */
export const useTalkSettings = () =>
  useQuery({
    queryKey: ['chat', 'mine', 'settings'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/users/me/chat', { signal })),
  });

export function useSetTalk() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (settings: Schemas['ChatSettings']) =>
      ask(api.PUT('/api/v1/users/me/chat', { body: settings })),
    onSuccess: (settings) => cache.setQueryData(['chat', 'mine', 'settings'], settings),
  });
}
