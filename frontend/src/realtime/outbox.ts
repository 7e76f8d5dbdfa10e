// What was written while the server could not be reached: kept over a reload, sent in order once it can be.
import { type Store, createStore } from '@/lib/store';

/** Something to be sent; the server knows it by its id, so that sending it twice is sending it once. */
export interface Letter<Body = unknown> {
  id: string;
  /** Letters of one lane leave one after the other, in the order in which they were written. */
  lane: string;
  /** Its place in the order, over all lanes. */
  n: number;
  body: Body;
  /** Why the server does not want it; such a letter waits for a person, and holds up nobody. */
  refused: string | null;
}

/** Where letters are kept. What cannot be kept (a private window) is still sent, as long as the page is open. */
export interface Shelf<Body> {
  all: () => Promise<Letter<Body>[]>;
  put: (letter: Letter<Body>) => Promise<void>;
  remove: (id: string) => Promise<void>;
}

export interface OutboxOptions<Body, Answer> {
  shelf: Shelf<Body>;
  send: (letter: Letter<Body>) => Promise<Answer>;
  /** Null: worth another try. Else why it will never be taken. */
  refusal: (failure: unknown) => string | null;
  /** How long the server asks to wait, in ms. */
  pause?: (failure: unknown) => number | null;
  sent?: (letter: Letter<Body>, answer: Answer) => void;
  timers?: { set: (run: () => void, ms: number) => unknown; clear: (timer: unknown) => void };
  random?: () => number;
}

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 15_000;

interface Lane {
  sending: boolean;
  failures: number;
  timer: unknown;
}

export class Outbox<Body = unknown, Answer = unknown> {
  readonly letters: Store<Letter<Body>[]> = createStore<Letter<Body>[]>([]);
  private readonly lanes = new Map<string, Lane>();
  private next = 1;
  private closed = false;

  constructor(private readonly options: OutboxOptions<Body, Answer>) {}

  /** Takes up what an earlier visit has left. What was written meanwhile comes after it. */
  async open(): Promise<void> {
    const kept = await this.options.shelf.all().catch(() => []);
    const here = this.letters.get();
    const before = kept
      .filter(({ id }) => !here.some((letter) => letter.id === id))
      .sort((a, b) => a.n - b.n);
    const last = before.at(-1)?.n ?? 0;
    const after = here.map((letter) => ({ ...letter, n: letter.n + last }));
    this.next += last;
    this.letters.set([...before, ...after]);
    for (const letter of after) void this.keep(letter);
    this.resume();
  }

  write(lane: string, id: string, body: Body): void {
    const letter: Letter<Body> = { id, lane, n: this.next++, body, refused: null };
    this.letters.set([...this.letters.get(), letter]);
    void this.keep(letter).then(() => this.work(lane));
  }

  /** The server is back, or the person is: try at once. */
  resume(): void {
    for (const lane of new Set(this.letters.get().map((letter) => letter.lane))) {
      this.lane(lane).failures = 0;
      this.work(lane);
    }
  }

  /** Once more, for one that was refused: it keeps its place in the order. */
  retry(id: string): void {
    const letter = this.letters.get().find((one) => one.id === id);
    if (!letter?.refused) return;
    this.change({ ...letter, refused: null });
    this.work(letter.lane);
  }

  discard(id: string): void {
    this.letters.set(this.letters.get().filter((letter) => letter.id !== id));
    void this.options.shelf.remove(id).catch(() => undefined);
  }

  /** Nothing more is sent; what is kept stays kept. */
  close(): void {
    this.closed = true;
    for (const lane of this.lanes.values()) this.timers.clear(lane.timer);
  }

  private get timers() {
    return (
      this.options.timers ?? {
        set: (run: () => void, ms: number) => setTimeout(run, ms),
        clear: (timer: unknown) => clearTimeout(timer as ReturnType<typeof setTimeout>),
      }
    );
  }

  private lane(name: string): Lane {
    let lane = this.lanes.get(name);
    if (!lane) this.lanes.set(name, (lane = { sending: false, failures: 0, timer: null }));
    return lane;
  }

  private work(name: string): void {
    const lane = this.lane(name);
    const letter = this.letters.get().find((one) => one.lane === name && !one.refused);
    if (lane.sending || this.closed || !letter) return;
    lane.sending = true;
    this.timers.clear(lane.timer);
    void this.options
      .send(letter)
      .then((answer) => {
        lane.failures = 0;
        this.options.sent?.(letter, answer);
        this.discard(letter.id);
      })
      .catch((failure: unknown) => this.failed(lane, letter, failure))
      .finally(() => {
        lane.sending = false;
        if (lane.failures === 0) this.work(name);
      });
  }

  private failed(lane: Lane, letter: Letter<Body>, failure: unknown): void {
    const refused = this.options.refusal(failure);
    if (refused) {
      lane.failures = 0;
      this.change({ ...letter, refused });
      return;
    }
    lane.failures += 1;
    const bound = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** lane.failures);
    const wait = this.options.pause?.(failure) ?? bound * (0.5 + (this.options.random ?? Math.random)() / 2);
    lane.timer = this.timers.set(() => {
      this.work(letter.lane);
    }, wait);
  }

  private change(letter: Letter<Body>): void {
    this.letters.set(this.letters.get().map((one) => (one.id === letter.id ? letter : one)));
    void this.keep(letter);
  }

  private keep(letter: Letter<Body>): Promise<void> {
    return this.options.shelf.put(letter).catch(() => undefined);
  }
}
