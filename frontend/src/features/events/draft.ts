// An event as it is being written: what is in the form, and what is wrong with it.
import type { Schemas } from '@/api/client';
import type { Chosen } from '@/features/discovery/stage';
import type { Words } from '@/i18n';
import { now } from '@/lib/clock';
import { instantsOf, wall } from '@/lib/time';
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
  /** For `right`: in how many minutes, and for how many. */
  soon: { begins: string; lasts: string };
  /** The wall clock at the place, for `other`. */
  other: string;
  /** Which of two equal times, where clocks are put back. */
  fold: 'first' | 'second';
  /** The wall clock at the place; empty for the usual length. */
  end: string;
  /** Only if so many come until then; empty for always. */
  quorum: { needs: string; by: string };
  questions: Asked[];
  repeat: {
    frequency: 'no' | Schemas['Repeat']['frequency'];
    every: string;
    weekdays: number[];
    until: string;
  };
  details: DetailsOf;
}

/** A question of the host; `id` as it has been from the start, so that answers stay with it. */
export interface Asked {
  id: string;
  prompt: string;
  required: boolean;
}

export const MOST_QUESTIONS = 5;
const MOST_TAGS = 5;
const LONGEST_TAG = 30;
const SHORTEST_CODE = 4;

export const EMPTY: Draft = {
  title: '',
  category: 'other',
  start: 'now',
  soon: { begins: '0', lasts: '90' },
  other: '',
  fold: 'first',
  end: '',
  quorum: { needs: '', by: '' },
  questions: [],
  /** `weekdays`: besides that of the first time. */
  repeat: { frequency: 'no', every: '1', weekdays: [], until: '' },
  details: {
    seats: '',
    description: '',
    tags: '',
    lateCancel: '120',
    keptDays: '180',
    visibility: 'public',
    addressFor: 'everyone',
    joinMode: 'open',
    plusMax: '0',
    guestList: 'all',
    guestsInvite: '0',
    stillAsk: '0',
    rsvpBy: '',
    tentative: 'no',
    accessCode: '',
  },
};

/** What is there already, to be changed. */
export function draftOf({ event, description, ...page }: Schemas['EventPage']): Draft {
  const fold = Date.parse(event.starts_at) === instantsOf(event.local_start, event.time_zone)[1];
  return {
    title: event.title,
    category: event.category,
    start: 'other',
    soon: EMPTY.soon,
    other: event.local_start.slice(0, 16),
    fold: fold ? 'second' : 'first',
    end: event.local_end.slice(0, 16),
    quorum: { needs: '', by: '' },
    questions: page.questions,
    repeat: EMPTY.repeat,
    details: {
      seats: event.seats === null ? '' : String(event.seats),
      description,
      tags: page.tags.join(', '),
      lateCancel: String(page.late_cancel),
      keptDays: String(page.kept_days),
      visibility: event.visibility,
      addressFor: page.address_for,
      joinMode: event.join_mode,
      plusMax: String(Math.min(3, event.plus_max)) as DetailsOf['plusMax'],
      guestList: page.guest_list,
      guestsInvite: String(page.guests_invite),
      stillAsk: String(page.still_coming ?? 0),
      rsvpBy: page.rsvp_by === null ? '' : wall(Date.parse(page.rsvp_by), event.time_zone),
      tentative: event.tentative ? 'yes' : 'no',
      accessCode: page.access_code ?? '',
    },
  };
}

export const seatsOf = ({ seats }: DetailsOf): number | null => (seats.trim() === '' ? null : Number(seats));

/** "vegan, #Beginners" → both, without what one puts before a tag. */
export const tagsOf = ({ tags }: DetailsOf): string[] =>
  tags
    .split(/[,、]/)
    .map((tag) => tag.trim().replace(/^#+/, ''))
    .filter(Boolean);

export interface Wrong {
  title: string | null;
  place: string | null;
  start: string | null;
  seats: string | null;
  end: string | null;
  quorum: string | null;
  rsvpBy: string | null;
  questions: string | null;
  tags: string | null;
  until: string | null;
  cover: string | null;
  accessCode: string | null;
}

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const LONGEST_SERIES_MS = 366 * DAY_MS;

export function wrongs(
  {
    events: say,
    hosting,
    asking,
    repeating,
    meeting,
  }: Pick<Words, 'events' | 'hosting' | 'asking' | 'repeating' | 'meeting'>,
  draft: Draft,
  place: Chosen | null,
  zone: string,
  before?: Draft,
): Omit<Wrong, 'cover'> {
  const { details, quorum, end } = draft;
  const seats = seatsOf(details);
  const moved = draft.start === 'other' && (draft.other !== before?.other || draft.fold !== before.fold);
  const start = (localStart(draft.start, draft.other, zone) ?? wall(now(), zone)).slice(0, 16);
  const lasts = Date.parse(`${end}Z`) - Date.parse(`${start}Z`);
  const needs = Number(quorum.needs);
  const enough = Number.isInteger(needs) && needs >= 1 && needs <= Math.min(1000, seats ?? 1000);
  const tags = tagsOf(details);
  const code = details.accessCode.trim().length;
  const { frequency, until } = draft.repeat;
  const runs = Date.parse(until) - Date.parse(start.slice(0, 10));
  const decided = quorum.by !== '' && quorum.by <= start && startAhead(quorum.by, zone);
  return {
    title: draft.title.trim().length < 3 ? say.whatWrong : null,
    place: place ? null : say.placeWrong,
    start: moved && !startAhead(draft.other, zone) ? say.startsWrong : null,
    seats:
      seats !== null && !(Number.isInteger(seats) && seats >= 1 && seats <= 10_000) ? say.seatsWrong : null,
    end: draft.start !== 'right' && end !== '' && !(lasts > 0 && lasts <= WEEK_MS) ? hosting.endsWrong : null,
    quorum: quorum.needs !== '' && !(enough && decided) ? hosting.quorumWrong : null,
    rsvpBy:
      details.rsvpBy !== '' && details.rsvpBy !== before?.details.rsvpBy && details.rsvpBy > start
        ? hosting.rsvpByWrong
        : null,
    accessCode: code > 0 && code < SHORTEST_CODE ? meeting.accessCodeWrong : null,
    questions: draft.questions.some(({ prompt }) => prompt.trim() === '') ? asking.questionWrong : null,
    tags:
      tags.length > MOST_TAGS || tags.some((tag) => tag.length > LONGEST_TAG) ? repeating.tagsWrong : null,
    until:
      frequency !== 'no' && until !== '' && !(runs > 0 && runs <= LONGEST_SERIES_MS)
        ? repeating.untilWrong
        : null,
  };
}

/** The end that keeps the length when the start moves. */
export function movedEnd(end: string, from: string, to: string): string {
  const lasts = Date.parse(`${end}Z`) - Date.parse(`${from}Z`);
  const start = Date.parse(`${to}Z`);
  if (Number.isNaN(lasts) || Number.isNaN(start)) return end;
  return new Date(start + lasts).toISOString().slice(0, 16);
}
