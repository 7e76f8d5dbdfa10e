// Where a proxy breaks WebSocket: a stream that does what a socket does, and when it is chosen.
import { expect, test } from 'vitest';
import { Events, either } from './events';
import type { Message, Saying } from './frames';
import type { Wire } from './socket';

const READY: Message = { ready: { session: 's', heartbeat_ms: 1000, server_time: '2026-01-01T00:00:00Z' } };
const turn = () => new Promise((done) => setTimeout(done, 1));

/** A server that keeps every stream open, and what was asked of it. */
function server(refuse?: Response) {
  const asked: URLSearchParams[] = [];
  let stream: ReadableStreamDefaultController<Uint8Array> | null = null;
  const fetch = async (url: string, init?: RequestInit) => {
    asked.push(new URL(url).searchParams);
    if (refuse) return refuse;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        stream = controller;
        init?.signal?.addEventListener('abort', () => controller.error(new Error('aborted')));
      },
    });
    return new Response(body, { status: 200 });
  };
  const write = async (text: string) => {
    const bytes = new TextEncoder().encode(text);
    stream?.enqueue(bytes.slice(0, 3)); // what is cut anywhere is put together again
    stream?.enqueue(bytes.slice(3));
    await turn();
  };
  return {
    asked,
    fetch: fetch as unknown as typeof globalThis.fetch,
    tell: (...messages: Message[]) => write(`data: ${JSON.stringify(messages)}\n\n`),
    write,
    end: async () => (stream?.close(), turn()),
  };
}

function stream(refuse?: Response) {
  const line = server(refuse);
  const waits: (() => void)[] = [];
  const heard: Message[] = [];
  const closed: number[] = [];
  let tickets = 0;
  const events = new Events({
    url: 'http://here/api/v1/realtime/events',
    ticket: async () => `t${++tickets}`,
    fetch: line.fetch,
    timers: { set: (run) => waits.push(run), clear: () => undefined },
  });
  events.onmessage = (event) => heard.push(...(JSON.parse(String(event.data)) as Message[]));
  events.onclose = (event) => closed.push(event.code);
  const say = (saying: Saying) => events.send(JSON.stringify(saying));
  const later = async () => (waits.splice(0).forEach((run) => run()), await turn());
  return { events, say, later, heard, closed, ...line };
}

test('topics that begin together share one address, and each goes on from its place', async () => {
  const { say, later, asked, tell, heard, closed } = stream();
  say({ do: 'hello', body: { ticket: 't0', v: 1 } });
  await turn();
  await tell(READY);
  say({ do: 'listen', body: { to: 'room:a', after: 41 } });
  say({ do: 'listen', body: { to: 'map:x' } });
  say({ do: 'listen', body: { to: 'room:left', after: 7 } });
  say({ do: 'leave', body: { to: 'room:left' } });
  say({ do: 'beat', body: { active: true } });
  await later();
  expect(asked.map((one) => [one.get('ticket'), ...one.getAll('listen')])).toEqual([
    ['t0'],
    ['t1', 'room:a,41', 'map:x'],
  ]);
  await tell(READY, { listening: 'room:a', place: 43, caught_up: true });
  await tell(
    { signal: 'chat.message_sent', on: 'room:a', place: 42, data: '食べる' },
    { on: 'room:a', place: 43 },
  );
  await tell({ on: 'room:a', place: 45 }); // 44 is missing: the feed will ask for it
  expect(heard.filter((one) => 'ready' in one)).toHaveLength(1);
  expect(heard.at(2)).toMatchObject({ place: 42, data: '食べる' });
  say({ do: 'listen', body: { to: 'room:b' } });
  await later();
  expect(asked.at(-1)?.getAll('listen')).toEqual(['room:a,43', 'map:x', 'room:b']);
  await tell({ listening: 'room:b', place: 9, caught_up: false }, { gone: 'room:a', reason: 'removed' });
  say({ do: 'listen', body: { to: 'room:c', after: 1 } });
  await later();
  expect(asked.at(-1)?.getAll('listen')).toEqual(['map:x', 'room:b,9', 'room:c,1']);
  expect(closed).toEqual([]);
});

test('the server says why it ends, and a broken line says nothing', async () => {
  const told = stream();
  told.say({ do: 'hello', body: { ticket: 't0', v: 1 } });
  await turn();
  await told.write('event: close\ndata: {"code":4009}\n\n');
  expect(told.closed).toEqual([4009]);
  const broken = stream();
  broken.say({ do: 'hello', body: { ticket: 't0', v: 1 } });
  await turn();
  await broken.end();
  expect(broken.closed).toEqual([0]);
  const left = stream();
  left.say({ do: 'hello', body: { ticket: 't0', v: 1 } });
  await turn();
  left.events.close();
  await turn();
  expect(left.closed).toEqual([]);
});

test.each([
  ['{"code":"not_signed_in"}', 401, 4401],
  ['{"code":"account_suspended"}', 403, 4403],
  ['{"code":"unavailable"}', 503, 0],
  ['<h1>Forbidden by your company</h1>', 403, 0],
])('a refusal %s is told as a socket would', async (body, status, code) => {
  const { say, closed } = stream(new Response(body, { status }));
  say({ do: 'hello', body: { ticket: 't0', v: 1 } });
  await turn();
  await turn();
  expect(closed).toEqual([code]);
});

test('two sockets that could not be opened lead to a stream, and a dead stream back to sockets', () => {
  const opened: string[] = [];
  const wires: Wire[] = [];
  const make = (kind: string) => () => {
    opened.push(kind);
    const wire = {
      readyState: 1,
      send() {},
      close() {},
      onopen: null,
      onmessage: null,
      onclose: null,
      onerror: null,
    };
    wires.push(wire);
    return wire as Wire;
  };
  const open = either(make('socket'), make('stream'));
  const attempt = (code: number, heard = false) => {
    const outer = open('ws://here/ws');
    const wire = wires.at(-1) as Wire;
    const codes: number[] = [];
    outer.onclose = (event) => codes.push(event.code);
    if (heard) wire.onmessage?.({ data: '{}' });
    wire.onclose?.({ code });
    expect(codes).toEqual([code]);
  };
  attempt(1006);
  attempt(1006, true); // it works after all
  attempt(1006);
  attempt(4401); // the server itself answered
  attempt(1006);
  attempt(0, true);
  attempt(0, true); // what works is kept
  attempt(0);
  attempt(1006);
  expect(opened).toEqual([...Array(5).fill('socket'), ...Array(3).fill('stream'), 'socket']);
});
