// What an edit changes, in words: each line from what it was to what it becomes.
import type { Schemas } from '@/api/client';
import type { Words } from '@/i18n';
import { localWords } from '@/lib/time';
import type { EventPage } from './data';
import { draftOf } from './draft';

type Edit = Schemas['EventEdit'];

/** The parts of an edit of which everybody who answered is told, whatever the host says. */
export const moves = (edit: Edit): boolean =>
  edit.local_start !== undefined || edit.local_end !== undefined || edit.place !== undefined;

export function changeWords(words: Words, page: EventPage, edit: Edit): string[] {
  const { events: say, hosting } = words;
  const { event } = page;
  const was = draftOf(page);
  const yes = (value: boolean) => (value ? hosting.yes : hosting.no);
  const minutes = (value: number | null) => hosting.stillAsks[String(value ?? 0)] ?? String(value);
  const late = (value: number) => words.showing.lateCancels[String(value)] ?? words.showing.minutes(value);
  const kept = (days: number) => words.repeating.keptFor[String(days)] ?? words.repeating.keptDays(days);
  const time = (local: string | null | undefined) => (local ? localWords(local, words.locale) : hosting.none);
  const from: Record<string, string> = {
    title: event.title,
    category: say.categories[event.category] ?? event.category,
    place: event.place.name || event.place.address || say.pinned,
    address_for: say.addressFors[page.address_for],
    local_start: time(event.local_start),
    local_end: time(event.local_end),
    seats: event.seats === null ? hosting.noLimit : String(event.seats),
    visibility: say.visibilities[event.visibility],
    join_mode: say.joinModes[event.join_mode],
    plus_max: String(event.plus_max),
    guest_list: say.guestLists[page.guest_list],
    rsvp_by: time(was.details.rsvpBy),
    still_coming: minutes(page.still_coming),
    guests_invite: String(page.guests_invite),
    tentative: yes(!event.tentative),
    late_cancel: late(page.late_cancel),
    kept_days: kept(page.kept_days),
  };
  const to: Record<string, string | null | undefined> = {
    title: edit.title,
    category: edit.category && (say.categories[edit.category] ?? edit.category),
    place: edit.place && (edit.place.name || edit.place.address || say.pinned),
    address_for: edit.address_for && say.addressFors[edit.address_for],
    local_start: edit.local_start && time(edit.local_start),
    local_end: edit.local_end && time(edit.local_end),
    seats: edit.seats === undefined ? undefined : edit.seats === null ? hosting.noLimit : String(edit.seats),
    visibility: edit.visibility && say.visibilities[edit.visibility],
    join_mode: edit.join_mode && say.joinModes[edit.join_mode],
    plus_max: edit.plus_max === undefined ? undefined : String(edit.plus_max),
    guest_list: edit.guest_list && say.guestLists[edit.guest_list],
    rsvp_by: edit.rsvp_by === undefined ? undefined : time(edit.rsvp_by),
    still_coming: edit.still_coming === undefined ? undefined : minutes(edit.still_coming),
    guests_invite: edit.guests_invite === undefined ? undefined : String(edit.guests_invite),
    tentative: edit.tentative === undefined ? undefined : yes(!edit.tentative),
    late_cancel: edit.late_cancel === undefined ? undefined : late(edit.late_cancel),
    kept_days: edit.kept_days === undefined ? undefined : kept(edit.kept_days),
  };
  const lines = Object.entries(to).flatMap(([field, value]) =>
    typeof value === 'string'
      ? [hosting.fromTo(hosting.fields[field] ?? field, from[field] ?? '', value)]
      : [],
  );
  const whole = [
    edit.description !== undefined && hosting.fields.description,
    edit.questions !== undefined && words.asking.questionsChanged,
    edit.access_code !== undefined &&
      (edit.access_code === null ? words.meeting.accessCodeGone : words.meeting.accessCodeSet),
    edit.tags !== undefined && words.repeating.tags,
    edit.cover !== undefined && (edit.cover === null ? words.media.coverGone : words.media.cover),
  ];
  return [...lines, ...whole.filter((line) => typeof line === 'string')];
}

/** Who sees the event from then on, and who does not any more. */
export function sightWords(
  { repeating: say }: Words,
  mine: boolean,
  { gains, loses, friends, sure }: Schemas['SightAhead'],
): string[] {
  const named = (who: Schemas['SightAhead']['gains']) =>
    who.map((one) => say.onlookers(one, mine, friends)).join(', ');
  return [
    gains.length > 0 && say.gains(named(gains)),
    loses.length > 0 && say.loses(named(loses)),
    sure > 0 && say.sightSure(sure),
  ].filter((line) => line !== false);
}
