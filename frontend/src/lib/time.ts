// Times in words: in the event's own zone, and in the viewer's where the two differ.
export interface Moment {
  starts_at: string;
  ends_at: string;
  time_zone: string;
}

let cycle: 'h23' | 'h12' = 'h23';

/** Whether clocks are told as 19:00 or as 7:00 pm, from now on. */
export const setHours = (hours: '24' | '12'): void => void (cycle = hours === '12' ? 'h12' : 'h23');

const dayOf = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);

const upper = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

export function clockTime(at: number, timeZone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: cycle === 'h12' ? 'numeric' : '2-digit',
    minute: '2-digit',
    hourCycle: cycle,
  }).format(at);
}

/** "Today", "Tomorrow", or "Fri 27 Nov". */
export function dayWords(at: number, now: number, timeZone: string, locale: string): string {
  const days = Math.round((Date.parse(dayOf(at, timeZone)) - Date.parse(dayOf(now, timeZone))) / 86_400_000);
  if (Math.abs(days) <= 1)
    return upper(new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day'));
  return dateWords(at, timeZone, locale);
}

/** "Today, 19:00" on the wall clock of the event. */
export function startWords(event: Moment, now: number, locale: string): string {
  const at = Date.parse(event.starts_at);
  return `${dayWords(at, now, event.time_zone, locale)}, ${clockTime(at, event.time_zone, locale)}`;
}

/** "Today, 19:00–21:30"; the end says its day if it is another one. */
export function spanWords(event: Moment, now: number, locale: string): string {
  const [from, to] = [Date.parse(event.starts_at), Date.parse(event.ends_at)];
  const same = dayOf(from, event.time_zone) === dayOf(to, event.time_zone);
  const end = clockTime(to, event.time_zone, locale);
  const tail =
    same || to - from < 12 * 3_600_000 ? end : `${dayWords(to, now, event.time_zone, locale)}, ${end}`;
  return `${startWords(event, now, locale)}–${tail}`;
}

/** What the viewer's own clock says then, with the day if it is another one; null if it says the same. */
export function viewerTime(event: Moment, viewerZone: string, locale: string): string | null {
  const at = Date.parse(event.starts_at);
  const [theirs, yours] = [wall(at, event.time_zone), wall(at, viewerZone)];
  if (theirs === yours) return null;
  const clock = clockTime(at, viewerZone, locale);
  return theirs.slice(0, 10) === yours.slice(0, 10)
    ? clock
    : `${dateWords(at, viewerZone, locale)}, ${clock}`;
}

/** "Fri 27 Nov". */
export const dateWords = (at: number, timeZone: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone, weekday: 'short', day: 'numeric', month: 'short' }).format(at);

/** A wall clock without its zone, as the server writes it: "Sat 13 Mar, 19:00". */
export function localWords(local: string, locale: string): string {
  const at = Date.parse(`${local.slice(0, 16)}Z`);
  return `${dateWords(at, 'UTC', locale)}, ${clockTime(at, 'UTC', locale)}`;
}

/** By how many minutes the clock there is ahead of UTC at that instant. */
export const offsetAt = (at: number, timeZone: string): number =>
  (Date.parse(`${wall(at, timeZone)}Z`) - Math.floor(at / 60_000) * 60_000) / 60_000;

const DAY_MS = 86_400_000;

/** The instants at which the clock there says this: none where clocks skip it, two where they are put back. */
export function instantsOf(local: string, timeZone: string): number[] {
  const base = Date.parse(`${local.slice(0, 16)}Z`);
  const offsets = new Set([base - DAY_MS, base + DAY_MS].map((at) => offsetAt(at, timeZone)));
  return [...offsets]
    .map((offset) => base - offset * 60_000)
    .filter((at) => wall(at, timeZone) === local.slice(0, 16))
    .sort((a, b) => a - b);
}

/** What a clock that skips this time shows instead: as much later as was skipped. */
export const skippedTo = (local: string, timeZone: string): string => {
  const base = Date.parse(`${local.slice(0, 16)}Z`);
  return wall(base - offsetAt(base - DAY_MS, timeZone) * 60_000, timeZone);
};

/** What the clock on the wall says in a zone, as `2026-11-23T19:00`. */
export function wall(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(
    at,
  );
  return parts.replace(' ', 'T');
}
