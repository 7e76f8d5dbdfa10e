// Looking for messages: in all of my rooms, or in one of them.
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, ask } from '@/api/client';
import { createStore } from '@/lib/store';
import { session } from '@/session/session';

interface View {
  tab: 'rooms' | 'requests';
  /** What is looked for, and in which room; null: in all. */
  words: string;
  room: string | null;
}

const FIRST: View = { tab: 'rooms', words: '', room: null };

/** What the list of rooms shows; kept while rooms are opened from it and left again. */
export const inbox = createStore<View>(FIRST);

// What one person looked for is not for the next.
session.subscribe(() => {
  if (session.get().kind !== 'in') inbox.set(FIRST);
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
