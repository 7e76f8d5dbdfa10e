// One socket that stays: a ticket first, beats while it lasts, and back with full jitter when it breaks.
import { type Message, type Saying, read } from './frames';

export const CLOSE = {
  tooSlow: 4008,
  restarting: 4009,
  badFrame: 4400,
  notSignedIn: 4401,
  suspended: 4403,
  versionUnknown: 4426,
} as const;

/** `off` does not come back by itself; `waiting` does. */
export type SocketState = 'off' | 'connecting' | 'ready' | 'waiting';
export type StayAway = 'not_signed_in' | 'suspended' | 'version';

/** What `ticket()` throws when asking again is of no use. */
export class NoTicket extends Error {
  constructor(readonly reason: StayAway) {
    super(reason);
  }
}

export interface Wire {
  readyState: number;
  send(text: string): void;
  close(code?: number): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  onerror: ((event: unknown) => void) | null;
}

export interface Timers {
  set(run: () => void, ms: number): unknown;
  clear(timer: unknown): void;
}

export interface SocketOptions {
  url: string;
  open: (url: string) => Wire;
  ticket: () => Promise<string>;
  receive: (message: Message) => void;
  changed?: (state: SocketState, reason?: StayAway) => void;
  timers?: Timers;
  random?: () => number;
  active?: () => boolean;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
const OPEN = 1;
export const clockwork: Timers = {
  set: (run, ms) => setTimeout(run, ms),
  clear: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

export class Socket {
  state: SocketState = 'off';
  private wire: Wire | null = null;
  private failures = 0;
  private refusals = 0;
  private attempt = 0;
  private beatEvery = 25_000;
  private quiet = false;
  private wake: unknown = null;
  private pulse: unknown = null;
  private readonly timers: Timers;

  constructor(private readonly options: SocketOptions) {
    this.timers = options.timers ?? clockwork;
  }

  start(): void {
    if (this.state === 'off') void this.connect();
  }

  /** Until `start()` is called again. */
  stop(reason?: StayAway): void {
    this.drop();
    this.become('off', reason);
  }

  /** Don't wait any longer: the network is back, or the person is. */
  hurry(): void {
    if (this.state === 'waiting') void this.connect();
  }

  /** Says it if there is somebody to hear it; what is lost is said again after the next `ready`. */
  say(saying: Saying): boolean {
    if (this.state !== 'ready' || this.wire?.readyState !== OPEN) return false;
    this.wire.send(JSON.stringify(saying));
    return true;
  }

  private async connect(): Promise<void> {
    this.drop();
    const attempt = ++this.attempt;
    this.become('connecting');
    let ticket: string;
    try {
      ticket = await this.options.ticket();
    } catch (failure) {
      if (attempt !== this.attempt) return;
      if (failure instanceof NoTicket) this.stop(failure.reason);
      else this.comeBack();
      return;
    }
    if (attempt !== this.attempt) return;
    const wire = this.options.open(this.options.url);
    this.wire = wire;
    wire.onopen = () => wire.send(JSON.stringify({ do: 'hello', body: { ticket, v: 1 } } satisfies Saying));
    wire.onmessage = (event) => this.heard(wire, String(event.data));
    wire.onerror = () => undefined; // a close follows
    wire.onclose = (event) => {
      if (wire === this.wire) this.closed(event.code);
    };
    this.watch(); // a server that never says `ready` is given up like one that falls silent
  }

  private heard(wire: Wire, frame: string): void {
    this.quiet = false;
    for (const message of read(frame)) {
      if (wire !== this.wire) return;
      if ('ready' in message) {
        this.beatEvery = message.ready.heartbeat_ms;
        this.failures = 0;
        this.refusals = 0;
        this.watch();
        this.become('ready');
      }
      this.options.receive(message);
    }
  }

  private closed(code: number): void {
    this.drop();
    if (code === CLOSE.suspended) return this.stop('suspended');
    if (code === CLOSE.versionUnknown || code === CLOSE.badFrame) return this.stop('version');
    // The ticket may have been too old: the next one decides whether we are still signed in.
    if (code === CLOSE.notSignedIn && ++this.refusals > 1) return this.stop('not_signed_in');
    this.comeBack();
  }

  /** Full jitter: anywhere between now and a bound that doubles from one second to thirty. */
  private comeBack(): void {
    const bound = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.failures);
    this.failures = Math.min(this.failures + 1, 16);
    this.become('waiting');
    const random = this.options.random ?? Math.random;
    this.wake = this.timers.set(() => void this.connect(), random() * bound);
  }

  /** A beat each interval; if not a word came since the last one, the line is dead. */
  private watch(): void {
    this.timers.clear(this.pulse);
    this.quiet = true;
    this.pulse = this.timers.set(() => {
      if (this.quiet) return this.closed(0);
      this.say({ do: 'beat', body: { active: this.options.active?.() ?? true } });
      this.watch();
    }, this.beatEvery);
  }

  private drop(): void {
    this.attempt += 1;
    this.timers.clear(this.wake);
    this.timers.clear(this.pulse);
    const wire = this.wire;
    this.wire = null;
    wire?.close();
  }

  private become(state: SocketState, reason?: StayAway): void {
    if (this.state === state && !reason) return;
    this.state = state;
    this.options.changed?.(state, reason);
  }
}
