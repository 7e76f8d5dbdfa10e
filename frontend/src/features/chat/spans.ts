// Lengths of time as words, in the largest unit that says them whole.
import type { Words } from '@/i18n';

const UNITS = [
  ['days', 86_400],
  ['hours', 3_600],
  ['minutes', 60],
] as const;

export function spanWords({ talk }: Words, seconds: number): string {
  const unit = UNITS.find(([, size]) => seconds >= size && seconds % size === 0);
  return unit ? talk.room[unit[0]](seconds / unit[1]) : talk.room.seconds(seconds);
}
