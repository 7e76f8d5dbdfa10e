// An event in words: what a card, a marker and a screen reader say of it.
import type { Schemas } from '@/api/client';
import type { Words } from '@/i18n';
import { startWords } from '@/lib/time';
import type { IconName } from '@/ui/Icon';
import type { Ink } from '@/ui/theme';

export type EventCard = Schemas['EventCard'];

const ICONS = [
  'food',
  'drinks',
  'coffee',
  'sports',
  'outdoors',
  'games',
  'music',
  'culture',
  'study',
  'other',
] as const;

export const categoryIcon = (category: string): IconName =>
  ICONS.find((icon) => icon === category) ?? 'other';

/** Which of the theme's tints a kind stands on: coffee is tan, the outdoors green. */
const TINTS: Record<string, number> = {
  ...{
    coffee: 0,
    outdoors: 1,
    games: 2,
    food: 3,
    sports: 4,
    study: 5,
    drinks: 6,
    music: 6,
    culture: 7,
    other: 0,
  },
};
export const categoryTint = (category: string): number => TINTS[category] ?? 0;

export const isOn = (event: EventCard, now: number): boolean =>
  !isOff(event) &&
  event.status !== 'draft' &&
  Date.parse(event.starts_at) <= now &&
  now < Date.parse(event.ends_at);

export function timeWords(words: Words, event: EventCard, now: number): string {
  if (event.status === 'cancelled') return words.events.cancelled;
  if (event.status === 'dissolved') return words.hosting.dissolved;
  if (now >= Date.parse(event.ends_at)) return words.events.over;
  return isOn(event, now) ? words.events.now : startWords(event, now, words.locale);
}

/** For whoever is near by, as long as it lasts. */
export const isRightNow = (event: EventCard, now: number): boolean =>
  event.right_now && !isOff(event) && now < Date.parse(event.ends_at);

/** Called off by its host, or for want of people. */
export const isOff = (event: EventCard): boolean =>
  event.status === 'cancelled' || event.status === 'dissolved';

/** Green while it is on, red when it is off. */
export function timeInk(event: EventCard, now: number): Ink {
  if (isOff(event)) return 'bad';
  return isOn(event, now) ? 'good' : 'soft';
}

export const goingWords = (words: Words, event: EventCard): string =>
  event.going === null
    ? ''
    : event.seats === null
      ? words.events.going(event.going)
      : words.events.goingOf(event.going, event.seats);

export const markerName = (words: Words, event: EventCard, now: number): string =>
  words.events.marker(event.title, timeWords(words, event, now), goingWords(words, event));

export const isFull = (event: EventCard): boolean => event.full;

const NEAR_MS = 3 * 3_600_000;

/** From three hours before it starts until it ends: one may be on the way. */
export const isNear = (event: EventCard, now: number): boolean =>
  ['scheduled', 'ongoing'].includes(event.status) &&
  Date.parse(event.starts_at) - NEAR_MS <= now &&
  now < Date.parse(event.ends_at);
