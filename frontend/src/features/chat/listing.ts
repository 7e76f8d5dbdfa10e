// The list of my rooms, kept current by what is heard in each of them: what was said is put into its line, and only
// what cannot be known here is asked for, now and then, however much happens.
import type { QueryClient } from '@tanstack/react-query';
import type { Schemas } from '@/api/client';

type Card = Schemas['RoomCard'];
type Message = Schemas['Message'];

export const listKey = ['chat', 'list'];
const ME = ['users', 'me', 'account'];
const EVERY_MS = 2_000;
const MOST_COUNTED = 100; // as the server counts

interface Asked {
  at: number;
  timer: ReturnType<typeof setTimeout> | null;
}

const asked = new WeakMap<QueryClient, Asked>();

/** The list is to be fetched anew: at once after a pause, else together with whatever else comes in two seconds. */
export function listStale(cache: QueryClient): void {
  const known: Asked = asked.get(cache) ?? { at: -Infinity, timer: null };
  asked.set(cache, known);
  if (known.timer) return;
  const go = () => {
    known.timer = null;
    known.at = Date.now();
    void cache.invalidateQueries({ queryKey: listKey });
  };
  const wait = known.at + EVERY_MS - Date.now();
  if (wait <= 0) go();
  else known.timer = setTimeout(go, wait);
}

/** A message in its room's line, which comes to the top. Twice is once. */
export function told(cache: QueryClient, message: Message): void {
  const me = cache.getQueryData<{ id: string }>(ME)?.id;
  const list = cache.getQueryData<{ data: Card[] }>(listKey);
  const card = list?.data.find(({ id }) => id === message.room_id);
  // What is being fetched right now may be from before this message.
  if (!me || !list || !card || cache.isFetching({ queryKey: listKey }) > 0) return listStale(cache);
  if (card.last && card.last.seq >= message.seq) return;
  if (calls(message, me)) listStale(cache); // of somebody I muted it does not count: only the server knows
  const rest = list.data.filter((one) => one !== card);
  cache.setQueryData(listKey, { ...list, data: [withMessage(card, message, me), ...rest] });
}

const calls = ({ here, mentions }: Message, me: string): boolean => here || mentions.includes(me);

function withMessage(card: Card, message: Message, me: string): Card {
  const last = { ...card, last: message };
  if (message.system) return last;
  if (message.author?.id === me) return { ...last, read_seq: message.seq, unread: 0, mentions: 0, draft: '' };
  return {
    ...last,
    unread: Math.min(MOST_COUNTED, card.unread + 1),
    mentions: Math.min(MOST_COUNTED, card.mentions + (calls(message, me) ? 1 : 0)),
  };
}
