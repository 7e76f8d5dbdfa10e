// What may be somebody's home is shown to everybody only if its host says so once more; the server asks, too.
import type { Chosen } from '@/features/discovery/stage';
import type { DetailsOf } from './components/Details';

const KANJI = '[〇一二三四五六七八九十百千]';
/** As in the backend's `events/actions/homes.py`; a numeral alone is a name: 六本木, 三鷹. */
const DOOR = new RegExp(
  `\\p{N}|${KANJI}(?:丁目|番地|番(?![街町館屋])|号(?![館店線車])|[のノ之‐‑–—―−ー－-]${KANJI})`,
  'u',
);

/** Whether there is a number in it, as on a door. */
export const isDoor = (said: string): boolean => DOOR.test(said);

/** Whether everybody would be shown a door, or a point without a name, of no place known by its name. */
export function mayBeHome(
  place: Pick<Chosen, 'name' | 'address' | 'locationId'>,
  details: Pick<DetailsOf, 'visibility' | 'addressFor'>,
): boolean {
  if (details.visibility !== 'public' || details.addressFor !== 'everyone') return false;
  if (place.locationId === null && place.name === '') return true;
  return isDoor(place.locationId === null ? `${place.name} ${place.address}` : place.name);
}
