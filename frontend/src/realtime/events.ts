// Server-sent events behind the face of a socket, for where a proxy breaks WebSocket. What is listened to stands in
// the address, so whoever wants to listen to more asks again, from the places that are known: nothing is missed.
import { type Message, type Saying, read } from './frames';
import { CLOSE, type Timers, type Wire, clockwork } from './socket';

/** Many topics begin together, when a screen opens: one address for all of them. */
const TOGETHER_MS = 30;
const OPEN = 1;
const CLOSED = 3;

const REFUSALS: Record<string, number> = {
  not_signed_in: CLOSE.notSignedIn,
  account_suspended: CLOSE.suspended,
};

export interface EventsOptions {
  /** Where the stream is, without its query. */
  url: string;
  /** A ticket is good once, and each address needs one; the first comes with `hello`. */
  ticket: () => Promise<string>;
  fetch?: typeof globalThis.fetch;
  timers?: Timers;
}

export class Events implements Wire {
  readyState = OPEN;
  onopen: Wire['onopen'] = null;
  onmessage: Wire['onmessage'] = null;
  onclose: Wire['onclose'] = null;
  onerror: Wire['onerror'] = null;

  /** The last place known of each topic; null until one is named. */
  private readonly places = new Map<string, number | null>();
  private reading = new AbortController();
  private greeted = false;
  private soon: unknown = null;
  private readonly timers: Timers;

  constructor(private readonly options: EventsOptions) {
    this.timers = options.timers ?? clockwork;
    queueMicrotask(() => this.onopen?.());
  }

  send(text: string): void {
    const saying = JSON.parse(text) as Saying;
    if (saying.do === 'hello') void this.ask(Promise.resolve(saying.body.ticket));
    else if (saying.do === 'leave') this.places.delete(saying.body.to);
    else if (saying.do === 'listen') {
      this.places.set(saying.body.to, saying.body.after ?? null);
      this.soon ??= this.timers.set(() => void this.ask(this.options.ticket()), TOGETHER_MS);
    }
    // Beats and typing have no way up; the server counts the stream itself as being here.
  }

  close(): void {
    if (this.readyState === CLOSED) return;
    this.readyState = CLOSED;
    this.timers.clear(this.soon);
    this.reading.abort();
  }

  /** Ask for everything from its place, and hear the answer until it ends or another is asked for. */
  private async ask(ticket: Promise<string>): Promise<void> {
    this.soon = null;
    this.reading.abort();
    const reading = (this.reading = new AbortController());
    const current = () => reading === this.reading && this.readyState === OPEN;
    let code = 0;
    try {
      const query = new URLSearchParams({ ticket: await ticket });
      for (const [topic, place] of this.places)
        query.append('listen', place === null ? topic : `${topic},${place}`);
      if (!current()) return;
      const ask = this.options.fetch ?? globalThis.fetch;
      const answer = await ask(`${this.options.url}?${query}`, {
        headers: { accept: 'text/event-stream' },
        cache: 'no-store',
        signal: reading.signal,
      });
      if (answer.ok && answer.body) code = await this.hear(answer.body, current);
      else code = REFUSALS[((await answer.json()) as { code: string }).code] ?? 0;
    } catch {
      // The network broke, another stream took over, or a proxy answered instead of the server.
    }
    if (!current()) return;
    this.close();
    this.onclose?.({ code });
  }

  /** Until it ends; with which code. */
  private async hear(body: ReadableStream<Uint8Array>, current: () => boolean): Promise<number> {
    const reader = body.getReader();
    const decoder = new TextDecoder();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done || !current()) return 0;
      const events = (rest + decoder.decode(value, { stream: true })).split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) {
        const data = event
          .split('\n')
          .filter((line) => line.startsWith('data: '))
          .map((line) => line.slice('data: '.length))
          .join('\n');
        if (event.startsWith('event: close')) return (JSON.parse(data) as { code: number }).code;
        if (current()) this.pass(data);
      }
    }
  }

  private pass(data: string): void {
    const messages = read(data).filter((message) => !('ready' in message) || !this.greeted);
    for (const message of messages) this.follow(message);
    if (messages.length > 0) this.onmessage?.({ data: JSON.stringify(messages) });
  }

  /** As the feed does it, so that the next address goes on from where the feed is. */
  private follow(message: Message): void {
    if ('ready' in message) this.greeted = true;
    else if ('gone' in message) this.places.delete(message.gone);
    else if ('refused' in message) this.places.delete(message.refused);
    else if ('listening' in message && typeof message.place === 'number') {
      const known = this.places.get(message.listening);
      const follows = message.caught_up && typeof known === 'number' && known <= message.place;
      if (known !== undefined && !follows) this.places.set(message.listening, message.place);
    } else if ('on' in message && message.place !== undefined) {
      if (this.places.get(message.on) === message.place - 1) this.places.set(message.on, message.place);
    }
  }
}

/** Codes from here on are said by the server: the way to it is open. */
const OURS = 4000;
/** Sockets that could not be opened one after the other, until the other way is tried. */
const ENOUGH = 2;

/**
 * Opens a socket; or, after two that closed before anything was heard, a stream of events, for as long as that works
 * better: a stream that is heard of nothing either leads back to sockets.
 */
export function either(socket: (url: string) => Wire, events: () => Wire): (url: string) => Wire {
  let failures = 0;
  return (url) => {
    const streaming = failures >= ENOUGH;
    const wire = streaming ? events() : socket(url);
    let heard = false;
    const outer: Wire = {
      get readyState() {
        return wire.readyState;
      },
      send: (text) => wire.send(text),
      close: (code) => wire.close(code),
      onopen: null,
      onmessage: null,
      onclose: null,
      onerror: null,
    };
    wire.onopen = () => outer.onopen?.();
    wire.onerror = (event) => outer.onerror?.(event);
    wire.onmessage = (event) => {
      heard = true;
      if (!streaming) failures = 0;
      outer.onmessage?.(event);
    };
    wire.onclose = (event) => {
      if (!heard && event.code < OURS) failures = streaming ? 0 : failures + 1;
      outer.onclose?.(event);
    };
    return outer;
  };
}
