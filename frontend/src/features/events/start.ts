// When a new event starts, as the wall clock of its zone says it.
import { now } from '@/lib/clock';
import { wall } from '@/lib/time';

export type Start = 'now' | 'hour' | 'evening' | 'other';

/** Null is "now", which the server knows better than this device. */
export function localStart(start: Start, other: string, zone: string): string | null {
  if (start === 'now') return null;
  if (start === 'other') return `${other.slice(0, 16)}:00`;
  if (start === 'hour') return `${wall(now() + 3_600_000, zone)}:00`;
  const today = wall(now(), zone);
  const evening = `${today.slice(0, 10)}T19:00`;
  return today < evening ? `${evening}:00` : null;
}

/** Whether a typed date and time is still to come there. */
export const startAhead = (other: string, zone: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(other) && other.slice(0, 16) >= wall(now(), zone);
