// What I was told, the latest first, and how much of it I have not seen.
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { type Schemas, api, ask } from '@/api/client';

export type Notice = Schemas['NoticeCard'];

export const useNotices = () =>
  useInfiniteQuery({
    queryKey: ['notifications', 'list'],
    queryFn: ({ signal, pageParam }: { signal: AbortSignal; pageParam: string | null }) =>
      ask(api.GET('/api/v1/notices', { params: { query: { cursor: pageParam ?? undefined } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

/** How many I have not seen; a hundred at most. */
export const useUnseen = (): number => useNotices().data?.pages[0]?.unread ?? 0;

/** I have seen this one and all before it; the signal that follows makes the count right on all my devices. */
export const useSeen = () =>
  useMutation({
    mutationFn: (id: string) => ask(api.PUT('/api/v1/notices/read-up-to', { body: { id } })),
  });
