// An event as it is being written: what is in the form, what is wrong with it, and what goes to the server.
import type { Schemas } from '@/api/client';
import type { Chosen } from '@/features/discovery/stage';
import type { Words } from '@/i18n';
import type { DetailsOf } from './components/Details';
import { type Start, localStart, startAhead } from './start';

export type Category = (typeof CATEGORIES)[number];

export const CATEGORIES = [
  'coffee',
  'food',
  'drinks',
  'outdoors',
  'sports',
  'games',
  'music',
  'culture',
  'study',
  'other',
] as const;

export interface Draft {
  title: string;
  category: string;
  start: Start;
  /** The wall clock at the place, for `other`. */
  other: string;
  details: DetailsOf;
}

export const EMPTY: Draft = {
  title: '',
  category: 'other',
  start: 'now',
  other: '',
  details: {
    seats: '',
    description: '',
    visibility: 'public',
    addressFor: 'everyone',
    joinMode: 'open',
    plusMax: '0',
    guestList: 'all',
  },
};

/** What is there already, to be changed. */
export function draftOf({ event, description, guest_list }: Schemas['EventPage']): Draft {
  return {
    title: event.title,
    category: event.category,
    start: 'other',
    other: event.local_start.slice(0, 16),
    details: {
      seats: event.seats === null ? '' : String(event.seats),
      description,
      visibility: event.visibility,
      addressFor: 'guests', // nobody says who saw the old address: a new one is for guests unless the host says more
      joinMode: event.join_mode,
      plusMax: String(Math.min(3, event.plus_max)) as DetailsOf['plusMax'],
      guestList: guest_list,
    },
  };
}

const seatsOf = ({ seats }: DetailsOf): number | null => (seats.trim() === '' ? null : Number(seats));

export interface Wrong {
  title: string | null;
  place: string | null;
  start: string | null;
  seats: string | null;
}

export function wrongs(
  say: Words['events'],
  draft: Draft,
  place: Chosen | null,
  zone: string,
  before?: Draft,
): Wrong {
  const seats = seatsOf(draft.details);
  const moved = draft.start === 'other' && draft.other !== before?.other;
  return {
    title: draft.title.trim().length < 3 ? say.whatWrong : null,
    place: place ? null : say.placeWrong,
    start: moved && !startAhead(draft.other, zone) ? say.startsWrong : null,
    seats:
      seats !== null && !(Number.isInteger(seats) && seats >= 1 && seats <= 10_000) ? say.seatsWrong : null,
  };
}

const placed = (place: Chosen, addressFor: DetailsOf['addressFor']): Schemas['NewPlace'] => ({
  lat: place.lat,
  lon: place.lon,
  name: place.name,
  address: place.address,
  location_id: place.locationId,
  address_for: addressFor,
});

export function newEvent(draft: Draft, place: Chosen, zone: string): Omit<Schemas['NewEvent'], 'id'> {
  const { details } = draft;
  return {
    title: draft.title.trim(),
    category: draft.category,
    description: details.description.trim(),
    place: placed(place, details.addressFor),
    local_start: localStart(draft.start, draft.other, zone),
    time_zone: zone,
    seats: seatsOf(details),
    visibility: details.visibility,
    join_mode: details.joinMode,
    plus_max: Number(details.plusMax),
    guest_list: details.guestList,
  };
}

/** Only what is different: whoever goes is told of nothing else. */
export function changes(
  draft: Draft,
  before: Draft,
  place: Chosen | null,
  zone: string,
): Schemas['EventEdit'] {
  const whole = place && newEvent(draft, place, zone);
  const edit: Schemas['EventEdit'] = {};
  const { details } = draft;
  if (draft.title.trim() !== before.title) edit.title = draft.title.trim();
  if (draft.category !== before.category) edit.category = draft.category;
  if (draft.other !== before.other) edit.local_start = localStart('other', draft.other, zone) ?? undefined;
  if (details.description !== before.details.description) edit.description = details.description.trim();
  if (details.seats !== before.details.seats) edit.seats = seatsOf(details);
  if (details.visibility !== before.details.visibility) edit.visibility = details.visibility;
  if (details.joinMode !== before.details.joinMode) edit.join_mode = details.joinMode;
  if (details.plusMax !== before.details.plusMax) edit.plus_max = Number(details.plusMax);
  if (details.guestList !== before.details.guestList) edit.guest_list = details.guestList;
  if (whole) edit.place = whole.place;
  return edit;
}
