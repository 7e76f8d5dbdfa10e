// Several people's apps without screens, in one process: the app's own socket, feed, rules and cache, driven and
// asked over lines of JSON. Between each socket and its app sits a bad network that repeats frames and brings them late.
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { createInterface } from 'node:readline';
import { type Conversation, chatRules, conversationKey, merge } from '@/features/chat/signals';
import { type Live, createLive, fetched } from '@/realtime/live';
import { Events, either } from '@/realtime/events';
import type { Wire } from '@/realtime/socket';

interface Command {
  do: 'start' | 'cut' | 'state' | 'end';
  client: string;
  me?: string;
  token?: string;
  api?: string;
  sockets?: string[];
  events?: string[];
  seed?: number;
}

/** Mulberry32: the same seed, the same network. */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** As browsers do it: Node's own says nothing more of a socket that could not be opened. */
function socketTo(url: string): Wire {
  const socket = new WebSocket(url);
  socket.addEventListener('error', () => {
    if (socket.readyState === WebSocket.CONNECTING || socket.readyState === WebSocket.CLOSED)
      (socket as unknown as Wire).onclose?.({ code: 1006 });
  });
  return socket as unknown as Wire;
}

class Person {
  readonly cache = new QueryClient({ defaultOptions: { queries: { networkMode: 'always' } } });
  private readonly live: Live;
  private readonly observed = new Map<string, () => void>();
  private wire: Wire | null = null;
  private soon: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly me: string,
    private readonly token: string,
    private readonly url: string,
    sockets: string[],
    events: string[],
    random: () => number,
  ) {
    const any = (urls: string[]) => urls[Math.floor(random() * urls.length)] ?? '';
    const ticket = async () => {
      const answer = await this.ask('/realtime/tickets', 'POST');
      if (!answer.ok) throw new Error(`no ticket: ${answer.status}`);
      return ((await answer.json()) as { ticket: string }).ticket;
    };
    const open = either(
      () => socketTo(any(sockets)),
      () => new Events({ url: any(events), ticket }),
    );
    this.live = createLive({
      cache: this.cache,
      rules: chatRules,
      url: '',
      random,
      ticket,
      open: (url) => this.rough(open(url), random),
    });
    this.watch(['chat', 'list'], async () => {
      const answer = await this.json<{ data: { id: string }[]; place: number }>('/rooms');
      fetched(this.cache, `user:${this.me}`, answer.place);
      return answer;
    });
    this.cache.getQueryCache().subscribe(() => {
      clearTimeout(this.soon);
      this.soon = setTimeout(() => this.follow());
    });
    this.live.feed.listen(`user:${me}`);
    this.live.socket.start();
  }

  /** The network breaks, and nobody says so. */
  cut(): void {
    const wire = this.wire;
    wire?.close();
    wire?.onclose?.({ code: 1006 }); // what this end has closed itself does not say so
  }

  /** What the screens would show. */
  state(): unknown {
    const rooms = this.cache.getQueryData<{ data: { id: string; read_seq: number }[] }>(['chat', 'list']);
    const listed = Object.fromEntries((rooms?.data ?? []).map((room) => [room.id, room.read_seq]));
    const messages = Object.fromEntries(
      Object.keys(listed).map((room) => [
        room,
        this.cache.getQueryData<Conversation>(conversationKey(room))?.messages ?? null,
      ]),
    );
    return { ready: this.live.socket.state, rooms: listed, messages };
  }

  end(): void {
    this.live.socket.stop();
    for (const stop of this.observed.values()) stop();
  }

  /** Every room in the list is open, as on a very large screen. */
  private follow(): void {
    const rooms = this.cache.getQueryData<{ data: { id: string }[] }>(['chat', 'list'])?.data ?? [];
    for (const { id } of rooms) {
      const key = conversationKey(id);
      if (!this.observed.has(id))
        this.observed.set(
          id,
          this.watch(key, () => this.page(id)),
        );
      const page = this.cache.getQueryData<Conversation>(key);
      const topic = `room:${id}`;
      if (page && !this.live.feed.topics.includes(topic)) this.live.feed.listen(topic, page.place);
    }
    for (const [id, stop] of this.observed) {
      if (rooms.some((room) => room.id === id)) continue;
      this.observed.delete(id);
      stop();
      this.live.feed.leave(`room:${id}`);
      this.cache.removeQueries({ queryKey: ['chat', id] });
    }
  }

  private async page(room: string): Promise<Conversation> {
    const page = await this.json<{ data: Conversation['messages']; place: number; earlier: boolean }>(
      `/rooms/${room}/messages?limit=200`,
    );
    fetched(this.cache, `room:${room}`, page.place);
    return { messages: merge([], page.data), place: page.place, earlier: page.earlier };
  }

  private watch(queryKey: string[], queryFn: () => Promise<unknown>): () => void {
    return new QueryObserver(this.cache, {
      queryKey,
      queryFn,
      staleTime: Infinity,
      retry: true,
      retryDelay: 300,
    }).subscribe(() => undefined);
  }

  private ask(path: string, method = 'GET'): Promise<Response> {
    const headers: Record<string, string> = { authorization: `Bearer ${this.token}` };
    if (method === 'POST') headers['content-type'] = 'application/json';
    return fetch(`${this.url}/api/v1${path}`, {
      method,
      headers,
      body: method === 'POST' ? '{}' : undefined,
    });
  }

  private async json<T>(path: string): Promise<T> {
    const answer = await this.ask(path);
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return (await answer.json()) as T;
  }

  /** A network where frames come twice, or once more later, after others. */
  private rough(line: Wire, random: () => number): Wire {
    const wire: Wire = {
      get readyState() {
        return line.readyState;
      },
      send: (text) => line.send(text),
      close: (code) => line.close(code),
      onopen: null,
      onmessage: null,
      onclose: null,
      onerror: null,
    };
    this.wire = wire;
    line.onopen = () => wire.onopen?.();
    line.onerror = (event) => wire.onerror?.(event);
    line.onclose = (event) => wire.onclose?.({ code: event.code });
    line.onmessage = (event) => {
      const frame = { data: event.data };
      wire.onmessage?.(frame);
      if (random() < 0.15) wire.onmessage?.(frame);
      if (random() < 0.15) setTimeout(() => wire.onmessage?.(frame), random() * 2000);
    };
    return wire;
  }
}

const people = new Map<string, Person>();
const say = (what: unknown): void => void process.stdout.write(`${JSON.stringify(what)}\n`);

// A patch that throws must end the run: `apply` lets faults rise on their own.
process.on('uncaughtException', (fault) => {
  say({ fault: String(fault), stack: fault.stack });
  process.exit(1);
});

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const command = JSON.parse(line) as Command;
    const { client, me = '', token = '', api = '', sockets = [], events = [], seed = 1 } = command;
    if (command.do === 'start') people.set(client, new Person(me, token, api, sockets, events, dice(seed)));
    else if (command.do === 'cut') people.get(client)?.cut();
    else if (command.do === 'end') people.get(client)?.end();
    else say({ client, state: people.get(client)?.state() });
  })
  .on('close', () => process.exit(0));
