// What happens around an event beside answers: announcements, polls, dates, being on the way, who came, how it was.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Schemas, api, ask } from '@/api/client';
import { changed } from './data';

export type Poll = Schemas['Poll'];
export type Scope = NonNullable<Schemas['EventEdit']['scope']>;
export type Attended = NonNullable<Schemas['Attendance']['attended']>;
export type Mark = Schemas['Mark'];

const at = (id: string) => ({ path: { event_id: id } });

export const useAnnouncements = (id: string, wanted: boolean) =>
  useQuery({
    queryKey: ['events', id, 'announcements'],
    enabled: wanted,
    queryFn: async ({ signal }) =>
      (await ask(api.GET('/api/v1/events/{event_id}/announcements', { params: at(id), signal }))).data,
  });

/** Its id is the client's own: sent again after a broken line, everybody is told once. */
export function useAnnounce(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ announcement, body }: { announcement: string; body: string }) =>
      ask(
        api.PUT('/api/v1/events/{event_id}/announcements/{announcement_id}', {
          params: { path: { event_id: id, announcement_id: announcement } },
          body: { body },
        }),
      ),
    onSettled: () => cache.invalidateQueries({ queryKey: ['events', id, 'announcements'] }),
  });
}

const POLLS = 'polls';

export const usePolls = (id: string, wanted: boolean) =>
  useQuery({
    queryKey: ['events', id, POLLS],
    enabled: wanted,
    queryFn: async ({ signal }) =>
      (await ask(api.GET('/api/v1/events/{event_id}/polls', { params: at(id), signal }))).data,
  });

const ofPoll = (id: string, poll: string) => ({ path: { event_id: id, poll_id: poll } });

/** What is done to a poll is answered with all of them. */
function usePollDeed<Given>(id: string, deed: (given: Given) => Promise<Schemas['Polls']>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: deed,
    onSuccess: ({ data }) => cache.setQueryData<Poll[]>(['events', id, POLLS], data),
    onError: () => cache.invalidateQueries({ queryKey: ['events', id, POLLS] }),
  });
}

export const useAskPoll = (id: string) =>
  usePollDeed(id, ({ poll, body }: { poll: string; body: Schemas['NewPoll'] }) =>
    ask(api.PUT('/api/v1/events/{event_id}/polls/{poll_id}', { params: ofPoll(id, poll), body })),
  );

export const useVote = (id: string) =>
  usePollDeed(id, ({ poll, options }: { poll: string; options: string[] }) =>
    ask(
      api.PUT('/api/v1/events/{event_id}/polls/{poll_id}/votes', {
        params: ofPoll(id, poll),
        body: { options },
      }),
    ),
  );

export const useClosePoll = (id: string) =>
  usePollDeed(id, (poll: string) =>
    ask(api.POST('/api/v1/events/{event_id}/polls/{poll_id}/close', { params: ofPoll(id, poll) })),
  );

export const useOccurrences = (id: string, wanted: boolean) =>
  useQuery({
    queryKey: ['events', id, 'occurrences'],
    enabled: wanted,
    queryFn: async ({ signal }) =>
      (await ask(api.GET('/api/v1/events/{event_id}/occurrences', { params: at(id), signal }))).data,
  });

export function useWay(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['NewWay']) =>
      ask(api.PUT('/api/v1/events/{event_id}/way', { params: at(id), body })),
    onSettled: () => changed(cache, id),
  });
}

export function useCopy(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['NewCopy']) =>
      ask(api.POST('/api/v1/events/{event_id}/copies', { params: at(id), body })),
    onSuccess: (event) => changed(cache, event.id),
  });
}

const sheetOf = (id: string) => ['events', id, 'attendance'];

export const useAttendance = (id: string) =>
  useQuery({
    queryKey: sheetOf(id),
    queryFn: ({ signal }) => ask(api.GET('/api/v1/events/{event_id}/attendance', { params: at(id), signal })),
  });

export function useSayAttendance(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (said: Schemas['AttendanceSaid']) =>
      ask(api.PUT('/api/v1/events/{event_id}/attendance', { params: at(id), body: { data: [said] } })),
    onSuccess: (sheet) => cache.setQueryData(sheetOf(id), sheet),
  });
}

export const useFeedback = (id: string, wanted: boolean) =>
  useQuery({
    queryKey: ['events', id, 'feedback'],
    enabled: wanted,
    queryFn: async ({ signal }) =>
      (await ask(api.GET('/api/v1/events/{event_id}/feedback', { params: at(id), signal }))).given,
  });

export function useGiveFeedback(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['Feedback']) =>
      ask(api.PUT('/api/v1/events/{event_id}/feedback', { params: at(id), body })),
    onSuccess: (_, given) => cache.setQueryData(['events', id, 'feedback'], given),
  });
}

const MARKS = ['events', 'list', 'marks'];

export const useMarks = () =>
  useQuery({
    queryKey: MARKS,
    queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/users/me/reliability', { signal }))).data,
  });

export function useContest() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ mark, word }: { mark: string; word: string }) =>
      ask(
        api.PUT('/api/v1/users/me/reliability/{mark_id}', {
          params: { path: { mark_id: mark } },
          body: { word },
        }),
      ),
    onSuccess: ({ data }) => cache.setQueryData<Mark[]>(MARKS, data),
  });
}

/** Who comes, as a table for a spreadsheet; that it was taken is written down. */
export const guestTable = (id: string) =>
  ask(api.POST('/api/v1/events/{event_id}/guests/export', { params: at(id), parseAs: 'text' }));
