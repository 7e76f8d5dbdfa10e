// What is written offline survives a reload, leaves in order, and what is refused is seen.
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { type Letter, Outbox } from './outbox';
import { openShelf } from './shelf.web';

class Refused extends Error {}

/** A server that can be away, refuses what contains "no", and knows each id once. */
class Server {
  up = false;
  readonly had: string[] = [];
  readonly ids = new Set<string>();
  asked = 0;

  async send(letter: Letter<string>): Promise<string> {
    this.asked += 1;
    await Promise.resolve();
    if (!this.up) throw new Error('offline');
    if (letter.body.includes('no')) throw new Refused('not_allowed');
    if (!this.ids.has(letter.id)) this.had.push(letter.body);
    this.ids.add(letter.id);
    return letter.body;
  }
}

let owners = 0;
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

function visit(server: Server, owner: string, send = (letter: Letter<string>) => server.send(letter)) {
  const waiting: (() => void)[] = [];
  const outbox = new Outbox<string, string>({
    shelf: openShelf(owner),
    send,
    refusal: (failure) => (failure instanceof Refused ? failure.message : null),
    timers: { set: (run) => waiting.push(run), clear: () => undefined },
  });
  return { outbox, waiting };
}

test('what was written offline survives a reload and leaves in the order in which it was written', async () => {
  const server = new Server();
  const owner = `ann ${owners++}`;
  const first = visit(server, owner);
  await first.outbox.open();
  for (const [n, text] of ['one', 'two', 'three'].entries()) first.outbox.write('room', `${n}`, text);
  await settled();
  first.outbox.close();
  expect(server.had).toEqual([]);

  const second = visit(server, owner);
  second.outbox.write('room', '3', 'four');
  await second.outbox.open();
  await settled();
  expect(second.outbox.letters.get().map(({ body }) => body)).toEqual(['one', 'two', 'three', 'four']);
  server.up = true;
  second.outbox.resume();
  await settled();
  expect(server.had).toEqual(['one', 'two', 'three', 'four']);
  expect(second.outbox.letters.get()).toEqual([]);

  const third = visit(server, owner);
  await third.outbox.open();
  expect(third.outbox.letters.get()).toEqual([]);
});

test('what the server refuses is seen, holds up nobody, and may be tried again or thrown away', async () => {
  const server = new Server();
  server.up = true;
  const owner = `ann ${owners++}`;
  const { outbox } = visit(server, owner);
  await outbox.open();
  outbox.write('room', 'a', 'no way');
  outbox.write('room', 'b', 'fine');
  outbox.write('room', 'c', 'no thanks');
  await settled();
  expect(server.had).toEqual(['fine']);
  expect(outbox.letters.get().map(({ id, refused }) => [id, refused])).toEqual([
    ['a', 'not_allowed'],
    ['c', 'not_allowed'],
  ]);
  const asked = server.asked;
  outbox.retry('a');
  outbox.discard('c');
  await settled();
  expect(server.asked).toBe(asked + 1);
  const again = visit(server, owner);
  await again.outbox.open();
  expect(again.outbox.letters.get().map(({ id, refused }) => [id, refused])).toEqual([['a', 'not_allowed']]);
});

test('an answer that was lost on the way is asked for again, and the message is there once', async () => {
  const server = new Server();
  server.up = true;
  let lose = true;
  const { outbox, waiting } = visit(server, `ann ${owners++}`, async (letter) => {
    const answer = await server.send(letter);
    if (lose) throw new Error('the line broke');
    return answer;
  });
  await outbox.open();
  outbox.write('room', 'a', 'once');
  outbox.write('room', 'b', 'then this');
  await settled();
  expect(server.had).toEqual(['once']);
  lose = false;
  waiting.shift()?.();
  await settled();
  expect(server.had).toEqual(['once', 'then this']);
});

test('lanes do not wait for each other', async () => {
  const server = new Server();
  server.up = true;
  const { outbox } = visit(server, `ann ${owners++}`, (letter) =>
    letter.lane === 'slow' ? new Promise(() => undefined) : server.send(letter),
  );
  await outbox.open();
  outbox.write('slow', 'a', 'stuck');
  outbox.write('fast', 'b', 'through');
  await settled();
  expect(server.had).toEqual(['through']);
});
