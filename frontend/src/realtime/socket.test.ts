// How the socket comes back, and when it stays away.
import { expect, test } from 'vitest';
import type { Message } from './frames';
import { CLOSE, NoTicket, Socket, type SocketOptions, type Wire } from './socket';

class FakeWire implements Wire {
  readyState = 1;
  sent: string[] = [];
  onopen: Wire['onopen'] = null;
  onmessage: Wire['onmessage'] = null;
  onclose: Wire['onclose'] = null;
  onerror: Wire['onerror'] = null;
  send = (text: string) => void this.sent.push(text);
  close = () => void (this.readyState = 3);
  tell = (...messages: Message[]) => this.onmessage?.({ data: JSON.stringify(messages) });
}

const READY: Message = { ready: { session: 's', heartbeat_ms: 1000, server_time: '2026-01-01T00:00:00Z' } };

function line(more: Partial<SocketOptions> = {}) {
  const wires: FakeWire[] = [];
  const waits: { run: () => void; ms: number; over: boolean }[] = [];
  const states: string[] = [];
  const socket = new Socket({
    url: 'ws://here/ws',
    ticket: async () => `t${wires.length}`,
    open: () => (wires.push(new FakeWire()), wires.at(-1) as FakeWire),
    receive: () => undefined,
    changed: (state, reason) => states.push(reason ? `${state}: ${reason}` : state),
    random: () => 0.5,
    timers: {
      set: (run, ms) => waits.push({ run, ms, over: false }),
      clear: (timer) => {
        const wait = waits[(timer as number) - 1];
        if (wait) wait.over = true;
      },
    },
    ...more,
  });
  const settle = () => new Promise((done) => setTimeout(done));
  const due = () => waits.filter((wait) => !wait.over);
  const fire = async () => {
    const wait = due().at(-1);
    if (wait) wait.over = true;
    wait?.run();
    await settle();
  };
  const begin = async () => (socket.start(), settle());
  return { socket, wires, states, due, fire, begin, last: () => wires.at(-1) as FakeWire };
}

test('the ticket is the first frame and never in the address', async () => {
  const { begin, last } = line();
  await begin();
  last().onopen?.();
  expect(JSON.parse(last().sent[0] ?? '')).toEqual({ do: 'hello', body: { ticket: 't0', v: 1 } });
});

test('the bound of the wait doubles to thirty seconds, and a ready line starts it afresh', async () => {
  const { begin, fire, due, last } = line();
  await begin();
  const waits: number[] = [];
  for (let turn = 0; turn < 7; turn += 1) {
    last().onclose?.({ code: 1006 });
    waits.push(due().at(-1)?.ms ?? -1);
    await fire();
  }
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 15000, 15000]);
  last().tell(READY);
  last().onclose?.({ code: CLOSE.restarting });
  expect(due().at(-1)?.ms).toBe(500);
});

test('too slow and restarting come back; suspended and an unknown version stay away', async () => {
  for (const [code, end] of [
    [CLOSE.tooSlow, 'waiting'],
    [CLOSE.restarting, 'waiting'],
    [CLOSE.suspended, 'off: suspended'],
    [CLOSE.versionUnknown, 'off: version'],
    [CLOSE.badFrame, 'off: version'],
  ] as const) {
    const { begin, last, states } = line();
    await begin();
    last().tell(READY);
    last().onclose?.({ code });
    expect(states.at(-1)).toBe(end);
  }
});

test('not signed in: one more ticket is tried, then it stays away', async () => {
  const { begin, last, states, fire } = line();
  await begin();
  last().onclose?.({ code: CLOSE.notSignedIn });
  expect(states.at(-1)).toBe('waiting');
  await fire();
  last().onclose?.({ code: CLOSE.notSignedIn });
  expect(states.at(-1)).toBe('off: not_signed_in');
});

test('whoever gets no ticket stays away; whoever has no network tries again', async () => {
  const ended = line({ ticket: () => Promise.reject(new NoTicket('not_signed_in')) });
  await ended.begin();
  expect(ended.states.at(-1)).toBe('off: not_signed_in');
  const offline = line({ ticket: () => Promise.reject(new TypeError('network')) });
  await offline.begin();
  expect(offline.states.at(-1)).toBe('waiting');
});

test('a line on which nothing is heard between two beats is given up', async () => {
  const { begin, last, states, fire, wires } = line();
  await begin();
  last().tell(READY);
  last().tell({ beat: { server_time: '2026-01-01T00:00:01Z' } });
  await fire();
  expect(JSON.parse(last().sent.at(-1) ?? '')).toEqual({ do: 'beat', body: { active: true } });
  await fire();
  expect(states.at(-1)).toBe('waiting');
  expect(wires[0]?.readyState).toBe(3);
});

test('hurry ends the waiting', async () => {
  const { socket, begin, last, wires } = line();
  await begin();
  last().onclose?.({ code: 1006 });
  socket.hurry();
  await new Promise((done) => setTimeout(done));
  expect(wires).toHaveLength(2);
});
