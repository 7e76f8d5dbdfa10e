// Whether something is followed already, and how large a circle a map is.
import type { Schemas } from '@/api/client';

export type Follow = Schemas['Follow'];
export type Followed = Schemas['NewFollow'];

const near = (degrees: number) => Math.round(degrees * 1000);
const folded = (tag: string | null | undefined) =>
  tag?.normalize('NFKC').replace(/^#+/, '').trim().toLowerCase();

/** Whether it is this that is followed; a place is kept to a thousandth of a degree. */
export const isSame = (one: Follow, what: Followed): boolean =>
  (one.host?.id ?? null) === (what.host_id ?? null) &&
  (one.words ?? null) === (what.words ?? null) &&
  (one.category ?? null) === (what.category ?? null) &&
  (folded(one.tag) ?? null) === (folded(what.tag) ?? null) &&
  (one.around?.metres ?? null) === (what.around?.metres ?? null) &&
  (!one.around ||
    !what.around ||
    (near(one.around.lat) === near(what.around.lat) && near(one.around.lon) === near(what.around.lon)));

const METRES_PER_DEGREE = 111_195;

/** A circle in a viewport: as far as its middle is from its upper edge. */
export const aroundOf = (box: { south: number; north: number; west: number; east: number }) => ({
  lat: (box.south + box.north) / 2,
  lon:
    box.west <= box.east ? (box.west + box.east) / 2 : (((box.west + box.east + 360) / 2 + 180) % 360) - 180,
  metres: Math.round(Math.min(50_000, Math.max(100, ((box.north - box.south) / 2) * METRES_PER_DEGREE))),
});
