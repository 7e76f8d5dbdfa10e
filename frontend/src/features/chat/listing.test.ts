// The list of rooms follows what is said in rooms that are not open, without asking for each word.
import { QueryClient } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import type { Schemas } from '@/api/client';
import { listKey, listStale, told } from './listing';

type Message = Schemas['Message'];

const card = (id: string, seq: number) => ({
  id,
  unread: 0,
  mentions: 0,
  read_seq: seq,
  draft: 'hm',
  last: { seq },
});

function listed() {
  const cache = new QueryClient();
  cache.setQueryData(['users', 'me', 'account'], { id: 'me' });
  cache.setQueryData(listKey, { data: [card('a', 3), card('b', 7)], place: 1 });
  const rooms = () =>
    cache
      .getQueryData<{ data: ReturnType<typeof card>[] }>(listKey)
      ?.data.map(({ id, unread, mentions, read_seq, last }) => [id, unread, mentions, read_seq, last.seq]);
  const asks = vi.spyOn(cache, 'invalidateQueries');
  const say = (seq: number, author: string, more: Partial<Message> = {}) =>
    told(cache, { room_id: 'b', seq, author: { id: author }, mentions: [], here: false, ...more } as Message);
  return { cache, rooms, asks, say };
}

test('what others say is counted and comes to the top; what I say is read; what happens is neither', () => {
  const { rooms, asks, say } = listed();
  say(8, 'bo');
  expect(rooms()).toEqual([
    ['b', 1, 0, 7, 8],
    ['a', 0, 0, 3, 3],
  ]);
  say(8, 'bo'); // heard twice
  expect(asks).not.toHaveBeenCalled();
  say(9, 'bo', { mentions: ['me'] });
  say(10, 'bo', { here: true });
  say(11, 'bo', { system: { what: 'pinned' } } as Partial<Message>);
  expect(rooms()?.[0]).toEqual(['b', 3, 2, 7, 11]);
  say(12, 'me');
  expect(rooms()?.[0]).toEqual(['b', 0, 0, 12, 12]);
  expect(asks, 'whether a call counts (Bo may be muted) the server says').toHaveBeenCalledTimes(1);
});

test('of a room that is not listed the list is asked for, once in two seconds however much is said', () => {
  vi.useFakeTimers();
  const { cache, asks, say } = listed();
  for (let seq = 1; seq < 50; seq += 1) say(seq, 'bo', { room_id: 'new' });
  listStale(cache);
  expect(asks).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(2_000);
  expect(asks).toHaveBeenCalledTimes(2);
  vi.useRealTimers();
});
