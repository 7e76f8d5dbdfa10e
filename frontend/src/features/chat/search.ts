// Looking for messages: in all of my rooms, or in one of them.
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, ask } from '@/api/client';
import { createStore } from '@/lib/store';

/** What the list of rooms shows; kept while rooms are opened from it and left again. */
export const inbox = createStore<{ tab: 'rooms' | 'requests'; words: string; room: string | null }>({
  tab: 'rooms',
  words: '',
  room: null,
});

const PAUSE_MS = 250;

/** The words once somebody pauses. */
export function usePaused(words: string): string {
  const [paused, setPaused] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(words), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return paused;
}

export const useFound = (words: string, room: string | null) =>
  useInfiniteQuery({
    queryKey: ['chat', 'found', words, room],
    enabled: words !== '',
    queryFn: ({ signal, pageParam }: { signal: AbortSignal; pageParam: string | null }) =>
      ask(
        api.GET('/api/v1/messages/search', {
          params: { query: { q: words, room_id: room ?? undefined, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });
