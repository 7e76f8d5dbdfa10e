// Where one is in each topic: what is known is dropped, what is missing is asked for, nothing is skipped.
import type { Message, Saying, Signal } from './frames';

export interface FeedOptions {
  say: (saying: Saying) => boolean;
  /** The next signal of a topic, in order and once; or one without a place, whenever it comes. */
  deliver: (signal: Signal) => void;
  /** What was fetched of this topic is no longer enough: fetch it anew. */
  anew: (topic: string) => void;
  /** The topic cannot be heard (any more). */
  ended?: (topic: string, reason: string) => void;
}

interface Ear {
  /** The last place that is known; null until the server or a fetch has named one. */
  place: number | null;
  listeners: number;
  /** A `listen` is under way and has not been answered. */
  asked: boolean;
}

export class Feed {
  private readonly ears = new Map<string, Ear>();

  constructor(private readonly options: FeedOptions) {}

  /** The last place known of a topic, for tests and for diagnosis. */
  place(topic: string): number | null {
    return this.ears.get(topic)?.place ?? null;
  }

  get topics(): string[] {
    return [...this.ears.keys()];
  }

  listen(topic: string, after: number | null = null): void {
    const ear = this.ears.get(topic);
    if (ear) {
      ear.listeners += 1;
      return;
    }
    this.ears.set(topic, { place: after, listeners: 1, asked: false });
    this.ask(topic);
  }

  leave(topic: string): void {
    const ear = this.ears.get(topic);
    if (!ear || --ear.listeners > 0) return;
    this.ears.delete(topic);
    this.options.say({ do: 'leave', body: { to: topic } });
  }

  /**
   * Something was fetched that holds the topic up to `place` at least. If more has been heard since, it may be
   * lacking from what was fetched: so go back to `place` and hear it again (whoever applies signals is idempotent).
   */
  fetched(topic: string, place: number): void {
    const ear = this.ears.get(topic);
    if (!ear || ear.place === place) return;
    const again = ear.place !== null && place < ear.place;
    ear.place = place;
    if (again) this.ask(topic);
  }

  /** A new connection knows nothing of us: ask for every topic again, each from its own place. */
  connected(): void {
    for (const topic of this.ears.keys()) this.ask(topic);
  }

  receive(message: Message): void {
    if ('on' in message) this.heard(message);
    else if ('listening' in message)
      this.answered(message.listening, message.place ?? null, message.caught_up);
    else if ('top' in message) this.compare(message.top, message.place);
    else if ('missed' in message) this.ask(message.missed);
    else if ('gone' in message) this.end(message.gone, message.reason);
    else if ('refused' in message) this.end(message.refused, message.code);
  }

  private heard(signal: Signal | { on: string; place: number; signal?: undefined }): void {
    const ear = this.ears.get(signal.on);
    if (!ear) return;
    if (signal.place === undefined) return this.pass(signal);
    if (ear.place === null || signal.place <= ear.place) return; // to be fetched, or known
    if (signal.place > ear.place + 1) {
      if (!ear.asked) this.ask(signal.on);
      return;
    }
    ear.place = signal.place;
    this.pass(signal);
  }

  private pass(signal: Parameters<Feed['heard']>[0]): void {
    if (signal.signal !== undefined) this.options.deliver(signal);
  }

  private answered(topic: string, place: number | null, caughtUp: boolean): void {
    const ear = this.ears.get(topic);
    if (!ear) return;
    ear.asked = false;
    if (place === null) return this.options.anew(topic); // not lasting: what was said meanwhile is gone
    if (caughtUp && ear.place !== null && ear.place <= place) return; // what is missing follows
    ear.place = place;
    this.options.anew(topic);
  }

  private compare(topic: string, place: number): void {
    const ear = this.ears.get(topic);
    if (ear && !ear.asked && (ear.place === null || ear.place < place)) this.ask(topic);
  }

  private ask(topic: string): void {
    const ear = this.ears.get(topic);
    if (!ear) return;
    const body = ear.place === null ? { to: topic } : { to: topic, after: ear.place };
    ear.asked = this.options.say({ do: 'listen', body });
  }

  private end(topic: string, reason: string): void {
    if (this.ears.delete(topic)) this.options.ended?.(topic, reason);
  }
}
