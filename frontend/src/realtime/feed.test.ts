// Whatever the line does to the frames, a client ends with what the server has: 2,500 random histories.
import { expect, test } from 'vitest';
import { Feed } from './feed';
import type { Message, Saying, Signal } from './frames';

const HISTORIES = 2_500;
const REMEMBERED = 6;

/** Mulberry32: the same histories every time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A server with one log per topic and a short memory, a line that misbehaves, and a client behind the feed. */
class World {
  readonly logs = new Map<string, string[]>([
    ['room:a', []],
    ['event:b', []],
  ]);
  readonly state = new Map<string, Set<string>>();
  readonly order = new Map<string, string[]>();
  private line: Message[] = [];
  private fetches: { topic: string; place: number; data: string[] | null }[] = [];
  private connected = false;
  private heard = new Set<string>();
  readonly feed: Feed;

  constructor(private readonly random: () => number) {
    this.feed = new Feed({
      say: (saying) => this.connected && (this.serve(saying), true),
      deliver: (signal) => this.put(signal.on, [String((signal as Signal<string>).data)]),
      anew: (topic) => this.fetch(topic),
    });
  }

  private put(topic: string, items: string[]): void {
    const known = this.state.get(topic) ?? new Set();
    for (const item of items) {
      if (!known.has(item)) this.order.get(topic)?.push(item);
      known.add(item);
    }
    this.state.set(topic, known);
  }

  private log = (topic: string): string[] => this.logs.get(topic) ?? [];

  private serve(saying: Saying): void {
    if (saying.do !== 'listen') return;
    const { to, after } = saying.body;
    this.heard.add(to);
    const top = this.log(to).length;
    const caughtUp = after !== undefined && top - after <= REMEMBERED;
    this.line.push({ listening: to, place: top, caught_up: caughtUp });
    if (caughtUp)
      for (let place = after + 1; place <= top; place += 1) this.line.push(this.signal(to, place));
  }

  private signal(topic: string, place: number): Signal {
    return { signal: 'test.said', on: topic, place, data: this.log(topic)[place - 1] };
  }

  /** The place is read first, the data when the answer is made: it may hold more than its place says. */
  private fetch(topic: string): void {
    this.fetches = this.fetches.filter((one) => one.topic !== topic);
    this.fetches.push({ topic, place: this.log(topic).length, data: null });
  }

  private answer(): void {
    const one = this.fetches.shift();
    if (!one) return;
    if (one.data === null && this.random() < 0.5) {
      this.fetches.unshift({ ...one, data: [...this.log(one.topic)] });
      return;
    }
    const data = one.data ?? [...this.log(one.topic)];
    this.order.set(one.topic, []);
    this.state.set(one.topic, new Set()); // an answer replaces what was there
    this.put(one.topic, data);
    this.feed.fetched(one.topic, one.place);
  }

  private say(): void {
    const topic = this.random() < 0.5 ? 'room:a' : 'event:b';
    const log = this.log(topic);
    log.push(`${topic} ${log.length + 1}`);
    if (this.connected && this.heard.has(topic)) this.line.push(this.signal(topic, log.length));
  }

  private carry(): void {
    const message = this.line.shift();
    if (!message) return;
    const luck = this.random();
    const fallible = 'signal' in message || 'top' in message;
    if (fallible && luck < 0.12) return; // lost between processes
    if (fallible && luck < 0.24)
      this.line.splice(Math.floor(this.random() * 4), 0, message); // and once more, late
    else if (fallible && luck < 0.34) return void this.line.splice(Math.floor(this.random() * 4), 0, message); // only late
    this.feed.receive(message);
  }

  private connect(): void {
    this.connected = true;
    this.heard = new Set();
    this.line = [];
    this.feed.connected();
  }

  private disconnect(): void {
    this.connected = false;
    this.line = [];
  }

  private tops(): void {
    for (const topic of this.heard) this.line.push({ top: topic, place: this.log(topic).length });
  }

  step(): void {
    const choice = this.random();
    if (choice < 0.35) this.carry();
    else if (choice < 0.6) this.say();
    else if (choice < 0.75) this.answer();
    else if (choice < 0.82) this.tops();
    else if (choice < 0.87 && this.connected) this.disconnect();
    else if (!this.connected) this.connect();
    else if (choice < 0.91) this.line.push({ missed: 'room:a' });
  }

  /** Nothing new is said, and the line holds from here on. */
  settle(): void {
    if (!this.connected) this.connect();
    for (let round = 0; round < 8; round += 1) {
      this.tops();
      for (let turn = 0; turn < 400; turn += 1) {
        const message = this.line.shift();
        if (message) this.feed.receive(message);
        else if (this.fetches.length) this.answer();
        else break;
      }
    }
  }
}

test('after any history of late, doubled and lost frames and broken lines, the client has it all, in order', () => {
  for (let seed = 1; seed <= HISTORIES; seed += 1) {
    const random = seeded(seed);
    const world = new World(random);
    for (const topic of world.logs.keys()) {
      world.order.set(topic, []);
      world.feed.listen(topic, random() < 0.5 ? 0 : null);
    }
    const steps = 20 + Math.floor(random() * 120);
    for (let step = 0; step < steps; step += 1) world.step();
    world.settle();
    for (const [topic, log] of world.logs) {
      expect(world.order.get(topic), `seed ${seed}, ${topic}`).toEqual(log);
    }
  }
});

function quietFeed() {
  const said: Saying[] = [];
  const heard: unknown[] = [];
  const anew: string[] = [];
  const feed = new Feed({
    say: (saying) => said.push(saying) > 0,
    deliver: (signal) => heard.push(signal.data),
    anew: (topic) => anew.push(topic),
  });
  return { feed, said, heard, anew };
}

const at = (place: number): Signal => ({ signal: 'chat.message_sent', on: 'room:a', place, data: place });

test('a jump is not delivered; the topic is asked for again, once, from the last known place', () => {
  const { feed, said, heard } = quietFeed();
  feed.listen('room:a', 3);
  feed.receive({ listening: 'room:a', place: 3, caught_up: true });
  feed.receive(at(6));
  feed.receive(at(7));
  expect(heard).toEqual([]);
  expect(said.slice(1)).toEqual([{ do: 'listen', body: { to: 'room:a', after: 3 } }]);
  feed.receive({ listening: 'room:a', place: 7, caught_up: true });
  [4, 5, 6, 7].forEach((place) => feed.receive(at(place)));
  expect(heard).toEqual([4, 5, 6, 7]);
});

test('after gone nothing is heard, not even what was already on its way', () => {
  const { feed, heard } = quietFeed();
  feed.listen('room:a', 0);
  feed.receive({ gone: 'room:a', reason: 'removed' });
  feed.receive(at(1));
  expect(heard).toEqual([]);
  expect(feed.topics).toEqual([]);
});

test('not caught up: everything is fetched anew, and the feed goes on from the named place', () => {
  const { feed, heard, anew } = quietFeed();
  feed.listen('room:a', 3);
  feed.receive({ listening: 'room:a', place: 977, caught_up: false });
  feed.receive(at(978));
  expect(anew).toEqual(['room:a']);
  expect(heard).toEqual([978]);
});

test('what is known already is dropped, and what is not for this listener only takes its place', () => {
  const { feed, said, heard } = quietFeed();
  feed.listen('room:a', 3);
  feed.receive({ listening: 'room:a', place: 3, caught_up: true });
  feed.receive(at(4));
  feed.receive(at(4));
  feed.receive({ on: 'room:a', place: 5 });
  feed.receive({
    signal: 'future.thing',
    on: 'room:a',
    place: 6,
    data: 'of a later version',
    more: 1,
  } as Signal);
  feed.receive(at(7));
  expect(heard).toEqual([4, 'of a later version', 7]);
  expect(said).toHaveLength(1);
});

test('an answer that is older than what was heard since makes the feed hear that once more', () => {
  const { feed, said } = quietFeed();
  feed.listen('room:a', 3);
  feed.receive({ listening: 'room:a', place: 3, caught_up: true });
  feed.receive(at(4));
  feed.fetched('room:a', 3);
  expect(said.at(-1)).toEqual({ do: 'listen', body: { to: 'room:a', after: 3 } });
});
