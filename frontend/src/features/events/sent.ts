// An event as it goes to the server: a new one whole, a changed one by what is different.
import type { Schemas } from '@/api/client';
import type { Chosen } from '@/features/discovery/stage';
import { now } from '@/lib/clock';
import { instantsOf, offsetAt, wall } from '@/lib/time';
import type { DetailsOf } from './components/Details';
import { type Asked, type Draft, seatsOf, tagsOf } from './draft';
import { localStart, weekdayOf } from './start';

const placed = (place: Chosen, addressFor: DetailsOf['addressFor']): Schemas['NewPlace'] => ({
  lat: place.lat,
  lon: place.lon,
  name: place.name,
  address: place.address,
  location_id: place.locationId,
  address_for: addressFor,
});

/** An instant as the wall clock there says it, with its offset from UTC. */
function stamp(at: number, zone: string): string {
  const offset = offsetAt(at, zone);
  const part = (value: number) => String(value).padStart(2, '0');
  const hours = `${offset < 0 ? '-' : '+'}${part(Math.floor(Math.abs(offset) / 60))}:${part(Math.abs(offset) % 60)}`;
  return `${wall(at, zone).slice(0, 16)}:00${hours}`;
}

/** A wall clock as the server wants it; with its offset from UTC where clocks say it twice and it is the second. */
function localTime(local: string, zone: string, fold: Draft['fold']): string {
  const second = fold === 'second' ? instantsOf(local, zone)[1] : undefined;
  return second === undefined ? `${local.slice(0, 16)}:00` : stamp(second, zone);
}

function startOf(draft: Draft, zone: string): string | null {
  const start = localStart(draft.start, draft.other, zone);
  return start && draft.start === 'other' ? localTime(start, zone, draft.fold) : start;
}

const MINUTE_MS = 60_000;

/** From when until when; what is right now says both. */
function span(
  draft: Draft,
  zone: string,
): Pick<Schemas['NewEvent'], 'local_start' | 'local_end' | 'right_now'> {
  if (draft.start !== 'right')
    return { local_start: startOf(draft, zone), local_end: orNone(draft.end), right_now: false };
  const start = now() + Number(draft.soon.begins) * MINUTE_MS;
  const end = start + Number(draft.soon.lasts) * MINUTE_MS;
  return { local_start: stamp(start, zone), local_end: stamp(end, zone), right_now: true };
}

const orNone = (local: string): string | null => (local === '' ? null : `${local.slice(0, 16)}:00`);

const asked = (questions: Asked[]): Schemas['NewQuestion'][] =>
  questions.map(({ id, prompt, required }) => ({ id, prompt: prompt.trim(), required }));

function repeatOf(draft: Draft, zone: string): Schemas['Repeat'] | null {
  const { frequency, every, weekdays, until } = draft.repeat;
  if (frequency === 'no') return null;
  const first = weekdayOf(localStart(draft.start, draft.other, zone) ?? wall(now(), zone));
  const on = [...new Set([...weekdays, first])].sort((a, b) => a - b);
  return {
    frequency,
    every: Number(every),
    weekdays: frequency === 'weekly' ? on : [],
    until: until === '' ? null : until,
  };
}

const codeOf = ({ accessCode }: DetailsOf): string | null => accessCode.trim() || null;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

export function newEvent(draft: Draft, place: Chosen, zone: string): Omit<Schemas['NewEvent'], 'id'> {
  const { details, quorum } = draft;
  return {
    title: draft.title.trim(),
    category: draft.category,
    description: details.description.trim(),
    place: placed(place, details.addressFor),
    ...span(draft, zone),
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
    access_code: codeOf(details),
    questions: asked(draft.questions),
    tags: tagsOf(details),
    late_cancel: Number(details.lateCancel),
    kept_days: Number(details.keptDays),
    repeat: repeatOf(draft, zone),
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
  if (codeOf(details) !== codeOf(was)) edit.access_code = codeOf(details);
  if (details.lateCancel !== was.lateCancel) edit.late_cancel = Number(details.lateCancel);
  if (details.keptDays !== was.keptDays) edit.kept_days = Number(details.keptDays);
  if (!same(tagsOf(details), tagsOf(was))) edit.tags = tagsOf(details);
  if (!same(asked(draft.questions), asked(before.questions))) edit.questions = asked(draft.questions);
  if (place) edit.place = placed(place, details.addressFor);
  else if (details.addressFor !== was.addressFor) edit.address_for = details.addressFor;
  return edit;
}
