// What may be somebody's home is shown to everybody only if its host says so once more; the server asks, too.
import type { Chosen } from '@/features/discovery/stage';
import type { DetailsOf } from './components/Details';

const NUMBER = /\p{N}/u;

/** Whether everybody would be shown a door, or a point without a name, of no place known by its name. */
export function mayBeHome(
  place: Pick<Chosen, 'name' | 'address' | 'locationId'>,
  details: Pick<DetailsOf, 'visibility' | 'addressFor'>,
): boolean {
  if (details.visibility !== 'public' || details.addressFor !== 'everyone') return false;
  if (place.locationId === null && place.name === '') return true;
  return NUMBER.test(place.locationId === null ? `${place.name} ${place.address}` : place.name);
}
