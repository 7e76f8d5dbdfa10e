// Which rows of a long list are drawn: those around one of them, as far as the screen and some more reach.

const GUESS = 64; // px, until anything has been measured

/** How high rows are, in px: as measured, or else as high as those that were measured are on average. */
export class Heights {
  private readonly known = new Map<string, number>();
  private sum = 0;

  of(id: string): number {
    return this.known.get(id) ?? this.guess;
  }

  set(id: string, height: number): void {
    this.sum += height - (this.known.get(id) ?? 0);
    this.known.set(id, height);
  }

  /** The width has changed: every row may be of another height now. */
  clear(): void {
    this.known.clear();
    this.sum = 0;
  }

  private get guess(): number {
    return this.known.size ? this.sum / this.known.size : GUESS;
  }
}

export interface Span {
  /** The first row that is drawn, and the one after the last. */
  from: number;
  to: number;
  /** How much room the others take, in px. */
  above: number;
  below: number;
}

/** The rows that lie within `reach` px of the row at `middle`. */
export function spanAround(ids: readonly string[], heights: Heights, middle: number, reach: number): Span {
  const centre = Math.max(0, Math.min(middle, ids.length - 1));
  const height = (at: number) => heights.of(ids[at] ?? '');
  let from = centre;
  for (let room = reach; from > 0 && room > 0; room -= height(from)) from -= 1;
  let to = Math.min(centre + 1, ids.length);
  for (let room = reach; to < ids.length && room > 0; to += 1) room -= height(to);
  let above = 0;
  for (let at = 0; at < from; at += 1) above += height(at);
  let below = 0;
  for (let at = to; at < ids.length; at += 1) below += height(at);
  return { from, to, above, below };
}

/** The row that lies `y` px below the top of the first. */
export function rowAt(ids: readonly string[], heights: Heights, y: number): number {
  let rest = y;
  for (const [at, id] of ids.entries()) {
    rest -= heights.of(id);
    if (rest > 0) continue;
    return at;
  }
  return Math.max(0, ids.length - 1);
}
