// An event as it is being written: what is in the form, what is wrong with it, and what goes to the server.
import type { Schemas } from '@/api/client';
import type { Chosen } from '@/features/discovery/stage';
import type { Words } from '@/i18n';
import { now } from '@/lib/clock';
import { instantsOf, offsetAt, wall } from '@/lib/time';
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
  /** Which of two equal times, where clocks are put back. */
  fold: 'first' | 'second';
  /** The wall clock at the place; empty for the usual length. */
  end: string;
  /** Only if so many come until then; empty for always. */
  quorum: { needs: string; by: string };
  details: DetailsOf;
}

export const EMPTY: Draft = {
  title: '',
  category: 'other',
  start: 'now',
  other: '',
  fold: 'first',
  end: '',
  quorum: { needs: '', by: '' },
  details: {
    seats: '',
    description: '',
    visibility: 'public',
    addressFor: 'everyone',
    joinMode: 'open',
    plusMax: '0',
    guestList: 'all',
    guestsInvite: '0',
    stillAsk: '0',
    rsvpBy: '',
    tentative: 'no',
  },
};

/** What is there already, to be changed. */
export function draftOf({ event, description, ...page }: Schemas['EventPage']): Draft {
  const fold = Date.parse(event.starts_at) === instantsOf(event.local_start, event.time_zone)[1];
  return {
    title: event.title,
    category: event.category,
    start: 'other',
    other: event.local_start.slice(0, 16),
    fold: fold ? 'second' : 'first',
    end: event.local_end.slice(0, 16),
    quorum: { needs: '', by: '' },
    details: {
      seats: event.seats === null ? '' : String(event.seats),
      description,
      visibility: event.visibility,
      addressFor: 'guests', // nobody says who saw the old address: a new one is for guests unless the host says more
      joinMode: event.join_mode,
      plusMax: String(Math.min(3, event.plus_max)) as DetailsOf['plusMax'],
      guestList: page.guest_list,
      guestsInvite: String(page.guests_invite),
      stillAsk: String(page.still_coming ?? 0),
      rsvpBy: page.rsvp_by === null ? '' : wall(Date.parse(page.rsvp_by), event.time_zone),
      tentative: event.tentative ? 'yes' : 'no',
    },
  };
}

const seatsOf = ({ seats }: DetailsOf): number | null => (seats.trim() === '' ? null : Number(seats));

export interface Wrong {
  title: string | null;
  place: string | null;
  start: string | null;
  seats: string | null;
  end: string | null;
  quorum: string | null;
  rsvpBy: string | null;
}

const WEEK_MS = 7 * 86_400_000;

export function wrongs(
  { events: say, hosting }: Pick<Words, 'events' | 'hosting'>,
  draft: Draft,
  place: Chosen | null,
  zone: string,
  before?: Draft,
): Wrong {
  const { details, quorum, end } = draft;
  const seats = seatsOf(details);
  const moved = draft.start === 'other' && (draft.other !== before?.other || draft.fold !== before.fold);
  const start = (localStart(draft.start, draft.other, zone) ?? wall(now(), zone)).slice(0, 16);
  const lasts = Date.parse(`${end}Z`) - Date.parse(`${start}Z`);
  const needs = Number(quorum.needs);
  const enough = Number.isInteger(needs) && needs >= 1 && needs <= Math.min(1000, seats ?? 1000);
  const decided = quorum.by !== '' && quorum.by <= start && startAhead(quorum.by, zone);
  return {
    title: draft.title.trim().length < 3 ? say.whatWrong : null,
    place: place ? null : say.placeWrong,
    start: moved && !startAhead(draft.other, zone) ? say.startsWrong : null,
    seats:
      seats !== null && !(Number.isInteger(seats) && seats >= 1 && seats <= 10_000) ? say.seatsWrong : null,
    end: end !== '' && !(lasts > 0 && lasts <= WEEK_MS) ? hosting.endsWrong : null,
    quorum: quorum.needs !== '' && !(enough && decided) ? hosting.quorumWrong : null,
    rsvpBy:
      details.rsvpBy !== '' && details.rsvpBy !== before?.details.rsvpBy && details.rsvpBy > start
        ? hosting.rsvpByWrong
        : null,
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

/** A wall clock as the server wants it; with its offset from UTC where clocks say it twice and it is the second. */
function localTime(local: string, zone: string, fold: Draft['fold']): string {
  const second = fold === 'second' ? instantsOf(local, zone)[1] : undefined;
  if (second === undefined) return `${local.slice(0, 16)}:00`;
  const offset = offsetAt(second, zone);
  const part = (value: number) => String(value).padStart(2, '0');
  const hours = `${offset < 0 ? '-' : '+'}${part(Math.floor(Math.abs(offset) / 60))}:${part(Math.abs(offset) % 60)}`;
  return `${local.slice(0, 16)}:00${hours}`;
}

function startOf(draft: Draft, zone: string): string | null {
  const start = localStart(draft.start, draft.other, zone);
  return start && draft.start === 'other' ? localTime(start, zone, draft.fold) : start;
}

const orNone = (local: string): string | null => (local === '' ? null : `${local.slice(0, 16)}:00`);

export function newEvent(draft: Draft, place: Chosen, zone: string): Omit<Schemas['NewEvent'], 'id'> {
  const { details, quorum } = draft;
  return {
    title: draft.title.trim(),
    category: draft.category,
    description: details.description.trim(),
    place: placed(place, details.addressFor),
    local_start: startOf(draft, zone),
    local_end: orNone(draft.end),
    time_zone: zone,
    seats: seatsOf(details),
    visibility: details.visibility,
    join_mode: details.joinMode,
    plus_max: Number(details.plusMax),
    guest_list: details.guestList,
    guests_invite: Number(details.guestsInvite),
    still_coming: Number(details.stillAsk) || null,
    rsvp_by: orNone(details.rsvpBy),
    tentative: details.tentative === 'yes',
    quorum: quorum.needs === '' ? null : { needs: Number(quorum.needs), by: `${quorum.by.slice(0, 16)}:00` },
  };
}

/** Only what is different: whoever goes is told of nothing else. */
export function changes(
  draft: Draft,
  before: Draft,
  place: Chosen | null,
  zone: string,
): Schemas['EventEdit'] {
  const edit: Schemas['EventEdit'] = {};
  const { details } = draft;
  const was = before.details;
  if (draft.title.trim() !== before.title) edit.title = draft.title.trim();
  if (draft.category !== before.category) edit.category = draft.category;
  if (draft.other !== before.other || draft.fold !== before.fold)
    edit.local_start = startOf(draft, zone) ?? undefined;
  if (draft.end !== '' && draft.end !== before.end) edit.local_end = `${draft.end.slice(0, 16)}:00`;
  if (details.description.trim() !== was.description) edit.description = details.description.trim();
  if (details.seats !== was.seats) edit.seats = seatsOf(details);
  if (details.visibility !== was.visibility) edit.visibility = details.visibility;
  if (details.joinMode !== was.joinMode) edit.join_mode = details.joinMode;
  if (details.plusMax !== was.plusMax) edit.plus_max = Number(details.plusMax);
  if (details.guestList !== was.guestList) edit.guest_list = details.guestList;
  if (details.guestsInvite !== was.guestsInvite) edit.guests_invite = Number(details.guestsInvite);
  if (details.stillAsk !== was.stillAsk) edit.still_coming = Number(details.stillAsk) || null;
  if (details.rsvpBy !== was.rsvpBy) edit.rsvp_by = orNone(details.rsvpBy);
  if (details.tentative !== was.tentative) edit.tentative = details.tentative === 'yes';
  if (place) edit.place = placed(place, details.addressFor);
  return edit;
}

/** The end that keeps the length when the start moves. */
export function movedEnd(end: string, from: string, to: string): string {
  const lasts = Date.parse(`${end}Z`) - Date.parse(`${from}Z`);
  const start = Date.parse(`${to}Z`);
  if (Number.isNaN(lasts) || Number.isNaN(start)) return end;
  return new Date(start + lasts).toISOString().slice(0, 16);
}
