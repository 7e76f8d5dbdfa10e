// What happens in rooms, put into the cache: a message is patched in, since fetching fifty for each would be waste.
import type { QueryClient } from '@tanstack/react-query';
import type { Schemas } from '@/api/client';
import type { Rules } from '@/realtime/apply';
import type { Signal } from '@/realtime/frames';
import { parse } from '@/realtime/apply';

export type Message = Schemas['Message'];

export interface Conversation {
  messages: Message[];
  place: number;
  earlier: boolean;
}

export const conversationKey = (room: string) => ['chat', room, 'messages'];
export const typingKey = (room: string) => ['chat', room, 'typing'];

/** Each message once, in the room's order. */
export function merge(known: Message[], more: Message[]): Message[] {
  const byId = new Map(known.map((message) => [message.id, message]));
  for (const message of more) byId.set(message.id, message);
  return [...byId.values()].sort((a, b) => a.seq - b.seq);
}

function patch(cache: QueryClient, signal: Signal, change: (messages: Message[]) => Message[]): void {
  const [, room] = parse(signal.on);
  cache.setQueryData<Conversation>(
    conversationKey(room),
    (known) =>
      known && {
        ...known,
        messages: change(known.messages),
        place: Math.max(known.place, signal.place ?? 0),
      },
  );
  void cache.invalidateQueries({ queryKey: ['chat', 'list'] });
}

const edit = (messages: Message[], id: string, more: Partial<Message>): Message[] =>
  messages.map((message) => (message.id === id ? { ...message, ...more } : message));

/** What nobody can have done to a message in the moment in which it is said. */
const UNTOUCHED = {
  edited_at: null,
  deleted_at: null,
  deleted_by: null,
  reactions: [],
  preview: null,
  pinned: false,
} satisfies Partial<Message>;

type Sent = Omit<Message, keyof typeof UNTOUCHED>;

export const chatRules: Rules = {
  patches: {
    'chat.message_sent': (cache, sent: Sent, signal) => {
      patch(cache, signal, (messages) =>
        messages.some((message) => message.id === sent.id)
          ? messages
          : merge(messages, [{ ...sent, ...UNTOUCHED }]),
      );
      cache.setQueryData<string[]>(typingKey(sent.room_id), (people) =>
        people?.filter((id) => id !== sent.author?.id),
      );
    },
    'chat.message_edited': (
      cache,
      { id, body, edited_at, mentions, here }: Message & { edited_at: string },
      signal,
    ) =>
      patch(cache, signal, (messages) =>
        edit(messages, id, { body, edited_at, mentions, here, preview: null }),
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
        }),
      ),
    'chat.reaction_changed': (cache, { room_id }: { room_id: string }) => {
      // Whose it is and how many there are now, only the server can say for this viewer.
      void cache.invalidateQueries({ queryKey: conversationKey(room_id) });
    },
    'chat.preview_ready': (
      cache,
      { message_id, preview }: { message_id: string; preview: Message['preview'] },
      signal,
    ) => patch(cache, signal, (messages) => edit(messages, message_id, { preview })),
    'chat.member_typing': (cache, { room_id, user_id }: { room_id: string; user_id: string }) => {
      const key = typingKey(room_id);
      cache.setQueryData<string[]>(key, (people = []) => [...new Set([...people, user_id])]);
      setTimeout(
        () => cache.setQueryData<string[]>(key, (people) => people?.filter((id) => id !== user_id)),
        6_000,
      );
    },
    'chat.read_moved': (cache) => void cache.invalidateQueries({ queryKey: ['chat', 'list'] }),
  },
  topics: {
    room: (id) => [
      ['chat', id],
      ['chat', 'list'],
    ],
    user: () => [['chat', 'list']],
  },
};
