// When a new event starts, as the wall clock of its place says it.
import { now } from '@/lib/clock';
import { wall } from '@/lib/time';

export type Start = 'now' | 'right' | 'hour' | 'evening' | 'other';

const DAY_MS = 86_400_000;

/** The next seven o'clock in the evening there, and whether that is today. */
export function evening(zone: string, at = now()): { today: boolean; at: string } {
  const clock = wall(at, zone);
  const tonight = `${clock.slice(0, 10)}T19:00`;
  if (clock < tonight) return { today: true, at: `${tonight}:00` };
  // The day after that date, counted without any zone: no clock change can get in between.
  const next = new Date(Date.parse(`${clock.slice(0, 10)}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
  return { today: false, at: `${next}T19:00:00` };
}

/** Null is "now", which the server knows better than this device. */
export function localStart(start: Start, other: string, zone: string): string | null {
  if (start === 'now') return null;
  if (start === 'other') return `${other.slice(0, 16)}:00`;
  if (start === 'right') return `${wall(now(), zone)}:00`;
  if (start === 'hour') return `${wall(now() + 3_600_000, zone)}:00`;
  return evening(zone).at;
}

/** Whether a typed date and time is still to come there. */
export const startAhead = (other: string, zone: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(other) && other.slice(0, 16) >= wall(now(), zone);

/** The weekday of a wall clock; 1 is Monday. */
export const weekdayOf = (local: string): number =>
  new Date(`${local.slice(0, 10)}T00:00:00Z`).getUTCDay() || 7;
