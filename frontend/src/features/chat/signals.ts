// What happens in rooms, put into the cache: a message is patched in, since fetching fifty for each would be waste.
import type { QueryClient } from '@tanstack/react-query';
import type { Schemas } from '@/api/client';
import type { Rules } from '@/realtime/apply';
import type { Signal } from '@/realtime/frames';
import { parse } from '@/realtime/apply';
import { listStale, told } from './listing';

export type Message = Schemas['Message'];

export interface Conversation {
  messages: Message[];
  place: number;
  earlier: boolean;
}

/** Another part of the same room's history, which does not reach to the end; `later`: there is more after it. */
export interface Past extends Conversation {
  later: boolean;
}

export const conversationKey = (room: string) => ['chat', room, 'messages'];
export const pastKey = (room: string) => ['chat', room, 'past'];
export const pinsKey = (room: string) => ['chat', room, 'pins'];
export const membersKey = (room: string) => ['chat', room, 'members'];
export const typingKey = (room: string) => ['chat', room, 'typing'];

/** Each message once, in the room's order. */
export function merge(known: Message[], more: Message[]): Message[] {
  const byId = new Map(known.map((message) => [message.id, message]));
  for (const message of more) byId.set(message.id, message);
  return [...byId.values()].sort((a, b) => a.seq - b.seq);
}

type Change = (messages: Message[]) => Message[];

/** Every part of the room's history that is known; only the newest part takes in what is new. */
export function patchRoom(cache: QueryClient, room: string, change: Change, place = 0): void {
  cache.setQueryData<Conversation>(
    conversationKey(room),
    (known) => known && { ...known, messages: change(known.messages), place: Math.max(known.place, place) },
  );
  cache.setQueriesData<Past>(
    { queryKey: pastKey(room) },
    (known) => known && { ...known, messages: change(known.messages) },
  );
}

function patch(cache: QueryClient, signal: Signal, change: Change): void {
  const [, room] = parse(signal.on);
  patchRoom(cache, room, change, signal.place);
  listStale(cache);
}

/** How a single message is asked for again; handed in by whoever knows the API. */
export const reading: { again: ((cache: QueryClient, room: string, message: Message) => void) | null } = {
  again: null,
};

function askAgain(cache: QueryClient, room: string, id: string): void {
  const parts = [
    cache.getQueryData<Conversation>(conversationKey(room)),
    ...cache.getQueriesData<Past>({ queryKey: pastKey(room) }).map(([, past]) => past),
  ];
  const message = parts.flatMap((part) => part?.messages ?? []).find((one) => one.id === id);
  if (message && reading.again) reading.again(cache, room, message);
  else void cache.invalidateQueries({ queryKey: conversationKey(room) });
}

const stale = (cache: QueryClient, ...keys: string[][]): void => {
  for (const queryKey of keys) void cache.invalidateQueries({ queryKey });
};

const edit = (messages: Message[], id: string, more: Partial<Message>): Message[] =>
  messages.map((message) => (message.id === id ? { ...message, ...more } : message));

type Attached = Message['attachments'][number];

/** What is attached, as it is now: ready, or refused. */
const attach = (messages: Message[], id: string, one: Attached): Message[] =>
  messages.map((message) =>
    message.id === id
      ? { ...message, attachments: message.attachments.map((old) => (old.id === one.id ? one : old)) }
      : message,
  );

/** What nobody can have done to a message in the moment in which it is said. */
const UNTOUCHED = {
  edited_at: null,
  deleted_at: null,
  deleted_by: null,
  reactions: [],
  preview: null,
  pinned: false,
} satisfies Partial<Message>;

/** So long somebody is taken to be writing after they were last told of. */
const WRITING_MS = 6_000;
const writing = new Map<string, ReturnType<typeof setTimeout>>();

type Sent = Omit<Message, keyof typeof UNTOUCHED>;

export const chatRules: Rules = {
  patches: {
    'chat.message_sent': (cache, sent: Sent, signal) => {
      cache.setQueryData<Conversation>(conversationKey(sent.room_id), (known) => {
        if (!known) return known;
        const place = Math.max(known.place, signal.place ?? 0);
        return known.messages.some((message) => message.id === sent.id)
          ? { ...known, place }
          : { ...known, place, messages: merge(known.messages, [{ ...sent, ...UNTOUCHED }]) };
      });
      told(cache, { ...sent, ...UNTOUCHED });
      cache.setQueryData<string[]>(typingKey(sent.room_id), (people) =>
        people?.filter((id) => id !== sent.author?.id),
      );
    },
    'chat.message_edited': (
      cache,
      { id, body, edited_at, mentions, here, expires_at, sealed }: Message & { edited_at: string },
      signal,
    ) =>
      patch(cache, signal, (messages) =>
        edit(messages, id, { body, edited_at, mentions, here, expires_at, sealed, preview: null }),
      ),
    'chat.message_deleted': (cache, { id, deleted_at, deleted_by }: Message, signal) =>
      patch(cache, signal, (messages) =>
        edit(messages, id, {
          deleted_at,
          deleted_by,
          body: '',
          reactions: [],
          preview: null,
          pinned: false,
          mentions: [],
          here: false,
          share: null,
          attachments: [],
          sealed: null,
        }),
      ),
    'chat.attachment_changed': (
      cache,
      {
        room_id,
        message_id,
        attachment,
      }: { room_id: string; message_id: string; attachment: Attached | null },
      signal,
    ) => {
      if (!attachment) return askAgain(cache, room_id, message_id);
      void cache.invalidateQueries({ queryKey: ['media', attachment.id] });
      patch(cache, signal, (messages) => attach(messages, message_id, attachment));
    },
    'chat.reaction_changed': (cache, { room_id, message_id }: { room_id: string; message_id: string }) =>
      // Whose it is and how many there are now, only the server can say for this viewer.
      askAgain(cache, room_id, message_id),
    'chat.pin_changed': (
      cache,
      { room_id, message_id, on }: { room_id: string; message_id: string; on: boolean },
      signal,
    ) => {
      patch(cache, signal, (messages) => edit(messages, message_id, { pinned: on }));
      stale(cache, pinsKey(room_id));
    },
    'chat.read_shown': (
      cache,
      { room_id, user_id, seq }: { room_id: string; user_id: string; seq: number },
    ) => {
      cache.setQueryData<Schemas['MemberCard'][]>(membersKey(room_id), (members) =>
        members?.map((one) =>
          one.person.id === user_id ? { ...one, read_seq: Math.max(one.read_seq ?? 0, seq) } : one,
        ),
      );
    },
    'chat.role_changed': (cache, { room_id }: { room_id: string }) =>
      stale(cache, membersKey(room_id), ['chat', room_id, 'room']),
    'chat.room_changed': (cache, { room_id }: { room_id: string }) =>
      stale(cache, ['chat', room_id, 'room'], ['chat', 'list']),
    'chat.preview_ready': (
      cache,
      { message_id, preview }: { message_id: string; preview: Message['preview'] },
      signal,
    ) => patch(cache, signal, (messages) => edit(messages, message_id, { preview })),
    'chat.share_changed': (
      cache,
      { message_id, until }: { message_id: string; until: string | null },
      signal,
    ) =>
      patch(cache, signal, (messages) =>
        messages.map((one) =>
          one.id === message_id && one.share ? { ...one, share: { ...one.share, until } } : one,
        ),
      ),
    'chat.member_typing': (cache, { room_id, user_id }: { room_id: string; user_id: string }) => {
      const key = typingKey(room_id);
      const who = `${room_id} ${user_id}`;
      clearTimeout(writing.get(who));
      cache.setQueryData<string[]>(key, (people = []) => [...new Set([...people, user_id])]);
      writing.set(
        who,
        setTimeout(() => {
          writing.delete(who);
          cache.setQueryData<string[]>(key, (people) => people?.filter((id) => id !== user_id));
        }, WRITING_MS),
      );
    },
    'chat.room_muted': (cache, { room_id }: { room_id: string }) =>
      stale(cache, ['chat', room_id, 'room'], ['chat', 'list']),
    'chat.draft_changed': (cache, { room_id }: { room_id: string }) =>
      stale(cache, ['chat', room_id, 'room'], ['chat', 'list']),
    'chat.request_changed': (cache, { room_id }: { room_id: string }) =>
      stale(cache, ['chat', room_id, 'room'], ['chat', 'list'], ['chat', 'mine', 'requests']),
    'chat.read_moved': (cache) => listStale(cache),
  },
  topics: {
    room: (id) => [
      ['chat', id],
      ['chat', 'list'],
    ],
    user: () => [
      ['chat', 'list'],
      ['chat', 'mine'],
    ],
  },
};
