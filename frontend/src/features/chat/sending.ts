// Saying something: under an id of one's own, in order, kept until the server has it or refuses it.
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Schemas, Refusal, api, ask, transient } from '@/api/client';
import { newId } from '@/lib/ids';
import { useStore } from '@/lib/store';
import { Outbox } from '@/realtime/outbox';
import { openShelf } from '@/realtime/shelf';
import { session } from '@/session/session';
import { engine, learn } from './secret/looking';
import { withSecrets } from './secret/shelf';
import { type Conversation, type Message, conversationKey, merge } from './signals';

type Words = Pick<
  Schemas['NewMessage'],
  'body' | 'reply_to' | 'share' | 'attachments' | 'allowed_mentions'
> & {
  /** The two for whose devices it is sealed when it leaves. */
  secret?: readonly string[];
};
export type Share = Schemas['Share'];
type NewAttachment = Schemas['NewAttachment'];

/** What goes with the words: a card, photos, and whom they may call. */
type Besides = {
  share?: Share | null;
  attachments?: NewAttachment[];
  allowed_mentions?: Words['allowed_mentions'];
};

/** What I said and the server has not confirmed yet. */
export interface Unsent {
  id: string;
  body: string;
  replyTo: string | null;
  share: Share | null;
  attachments: readonly NewAttachment[];
  /** Why the server does not want it; null while it is on its way. */
  refusal: Refusal | null;
}

interface Kept {
  owner: string | null;
  outbox: Outbox<Words, Message>;
}

const kept = new WeakMap<QueryClient, Kept>();

/** Of whoever is signed in: what one person wrote, the next one on this device neither sees nor sends. */
export function outboxOf(cache: QueryClient): Outbox<Words, Message> {
  const state = session.get();
  const owner = state.kind === 'in' ? state.userId : null;
  const before = kept.get(cache);
  if (before?.owner === owner) return before.outbox;
  before?.outbox.close();
  const outbox = new Outbox<Words, Message>({
    shelf: withSecrets<Words>(openShelf(owner ?? 'nobody')),
    send: ({ id, lane, body: { secret, ...body } }) =>
      secret
        ? sendSealed(lane, secret, id, body)
        : ask(
            api.PUT('/api/v1/rooms/{room_id}/messages/{message_id}', {
              params: { path: { room_id: lane, message_id: id } },
              body,
            }),
          ),
    refusal: (failure) =>
      !transient(failure) && failure instanceof Refusal && failure.problem.status !== 401
        ? failure.problem.code
        : null,
    pause: (failure) =>
      failure instanceof Refusal && failure.problem.retry_after ? failure.problem.retry_after * 1000 : null,
    sent: ({ lane }, message) => {
      cache.setQueryData<Conversation>(
        conversationKey(lane),
        (known) => known && { ...known, messages: merge(known.messages, [message]) },
      );
      void cache.invalidateQueries({ queryKey: ['chat', 'list'] });
      void cache.invalidateQueries({ queryKey: ['chat', lane, 'room'] }); // the draft of it is gone, too
    },
  });
  kept.set(cache, { owner, outbox });
  if (owner) void outbox.open();
  return outbox;
}

async function sendSealed(
  room: string,
  people: readonly string[],
  id: string,
  { body = '', reply_to = null }: Words,
) {
  const sent = await (await engine()).send(room, people, id, body, reply_to);
  learn(room, sent, body);
  return sent;
}

export function useSend(room: string, secret?: readonly string[]) {
  const cache = useQueryClient();
  const owner = useStore(session);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- another person has another outbox
  const outbox = useMemo(() => outboxOf(cache), [cache, owner]);
  const letters = useStore(outbox.letters);
  const unsent = letters
    .filter((letter) => letter.lane === room)
    .map(({ id, body, refused }): Unsent => ({
      id,
      body: body.body ?? '',
      replyTo: body.reply_to ?? null,
      share: body.share ?? null,
      attachments: body.attachments ?? [],
      refusal: refused === null ? null : new Refusal({ code: refused, status: 409, title: refused }),
    }));
  const send = (
    body: string,
    replyTo: string | null,
    { share = null, attachments = [], allowed_mentions }: Besides = {},
  ) => outbox.write(room, newId(), { body, reply_to: replyTo, share, attachments, allowed_mentions, secret });
  const again = ({ id }: Unsent) => outbox.retry(id);
  const discard = (id: string) => outbox.discard(id);
  return { outbox: unsent, send, again, discard };
}
