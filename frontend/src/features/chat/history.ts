// What was said in a room: its newest part, kept current by its topic, and any other part that somebody wants to read.
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Schemas, api, ask } from '@/api/client';
import { fetched } from '@/realtime/live';
import {
  type Conversation,
  type Message,
  type Past,
  conversationKey,
  merge,
  pastKey,
  patchRoom,
  reading,
} from './signals';

const PAGE = 50;
const MORE = 100;
const LARGE = 200;
/** So many are asked for anew at once; what lies further back is asked for when somebody goes there again. */
const KEPT = 3 * LARGE;

type Query = { before?: number; after?: number; around?: string; limit?: number };

const page = (room: string, query: Query, signal?: AbortSignal): Promise<Schemas['History']> =>
  ask(
    api.GET('/api/v1/rooms/{room_id}/messages', {
      params: { path: { room_id: room }, query: { limit: PAGE, ...query } },
      signal,
    }),
  );

/** Reactions, and whatever else is counted for each viewer: one message is asked for again. */
reading.again = (cache, room, { seq }) => {
  void page(room, { before: seq + 1, limit: 1 })
    .then(({ data, place }) => {
      // What was heard while this was on its way is heard again, and put on top of it.
      fetched(cache, `room:${room}`, place);
      const fresh = new Map(data.map((message) => [message.id, message]));
      patchRoom(cache, room, (messages) => messages.map((message) => fresh.get(message.id) ?? message));
    })
    .catch(() => void cache.invalidateQueries({ queryKey: conversationKey(room) }));
};

/** The newest messages, and as many before them as were loaded already: nothing old stays among what is new. */
async function newest(cache: QueryClient, room: string, signal: AbortSignal): Promise<Conversation> {
  const first = await page(room, {}, signal);
  fetched(cache, `room:${room}`, first.place);
  const known = cache.getQueryData<Conversation>(conversationKey(room))?.messages ?? [];
  const from = known[0]?.seq ?? Infinity;
  let { data, earlier } = first;
  while (earlier && from < (data[0]?.seq ?? 0) && data.length < KEPT) {
    const more = await page(room, { before: data[0]?.seq ?? 0, limit: LARGE }, signal);
    data = [...more.data, ...data];
    earlier = more.earlier;
  }
  return { messages: data, place: first.place, earlier };
}

export const useConversation = (room: string) =>
  useQuery<Conversation>({
    queryKey: conversationKey(room),
    staleTime: Infinity, // the topic keeps it current
    refetchOnWindowFocus: false,
    queryFn: ({ client, signal }) => newest(client, room, signal),
  });

const around = async (room: string, message: string, signal?: AbortSignal): Promise<Past> => {
  const { data, place, earlier, later } = await page(room, { around: message }, signal);
  return { messages: data, place, earlier, later };
};

/** Part of the history as it is shown: with its ends, and what to do there. */
export interface Shown {
  messages: Message[];
  earlier: boolean;
  later: boolean;
}

/**
 * The newest part of the history, or the part around some message. Parts that come to touch become one: whoever reads
 * on from an old message arrives at the newest one.
 */
export function useHistory(room: string) {
  const cache = useQueryClient();
  const live = useConversation(room);
  const [focus, setFocus] = useState<string | null>(null);
  const [aim, setAim] = useState<{ id: string | null } | null>(null);
  const key = [...pastKey(room), focus];
  const past = useQuery<Past>({
    queryKey: key,
    enabled: focus !== null,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    queryFn: ({ signal }) => around(room, focus ?? '', signal),
  });
  const away = focus !== null && past.data !== undefined;

  /** If the part reaches to the newest one, both are one from now on. */
  const join = (part: Past): boolean => {
    const known = cache.getQueryData<Conversation>(conversationKey(room));
    const last = part.messages.at(-1)?.seq ?? 0;
    const touches = known && part.messages.length > 0 && last >= (known.messages[0]?.seq ?? Infinity);
    if (!known || !(touches || (!part.later && last >= (known.messages.at(-1)?.seq ?? 0)))) return false;
    const older = (part.messages[0]?.seq ?? Infinity) < (known.messages[0]?.seq ?? Infinity);
    cache.setQueryData<Conversation>(conversationKey(room), {
      ...known,
      messages: merge(part.messages, known.messages),
      earlier: older ? part.earlier : known.earlier,
    });
    setFocus(null);
    return true;
  };

  const more = useMutation({
    mutationFn: (query: Query) => page(room, { ...query, limit: MORE }),
    onSuccess: ({ data, earlier, later }, query) => {
      const back = query.before !== undefined;
      if (!away) {
        cache.setQueryData<Conversation>(
          conversationKey(room),
          (known) => known && { ...known, messages: merge(data, known.messages), earlier },
        );
        return;
      }
      const known = cache.getQueryData<Past>(key);
      if (!known) return;
      const grown: Past = {
        ...known,
        messages: merge(known.messages, data),
        earlier: back ? earlier : known.earlier,
        later: back ? known.later : later,
      };
      if (!join(grown)) cache.setQueryData(key, grown);
    },
  });

  const jump = useMutation({
    mutationFn: async (id: string) => {
      const here = away ? past.data.messages : (live.data?.messages ?? []);
      if (here.some((message) => message.id === id)) return { id, part: null };
      return { id, part: await around(room, id) };
    },
    onSuccess: ({ id, part }) => {
      if (part && !join(part)) {
        cache.setQueryData([...pastKey(room), id], part);
        setFocus(id);
      }
      setAim({ id });
    },
  });

  const shown: Shown | undefined = away ? past.data : live.data && { ...live.data, later: false };
  return {
    live,
    shown,
    aim,
    jump: jump.mutate,
    failed: jump.error,
    busy: more.isPending || jump.isPending,
    /** Back to what is said now. */
    toEnd: () => {
      setFocus(null);
      setAim({ id: null });
    },
    earlier: () => {
      const first = shown?.messages[0];
      if (shown?.earlier && first && !more.isPending) more.mutate({ before: first.seq });
    },
    later: () => {
      const last = shown?.messages.at(-1);
      if (shown?.later && last && !more.isPending) more.mutate({ after: last.seq });
    },
  };
}
