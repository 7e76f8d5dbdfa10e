// How old a position is, how exact, and until when it is shown, in words.
import { useWhen } from '@/features/auth/when';
import type { Words } from '@/i18n';
import { useWords } from '@/i18n/useWords';
import type { FriendPosition } from './whereData';

const MINUTE = 60_000;

/** "now", "5 min", "2 h". */
export function ageWords(words: Words, takenAt: string, now: number): string {
  const minutes = Math.floor(Math.max(0, now - Date.parse(takenAt)) / MINUTE);
  if (minutes < 2) return words.where.justNow;
  return minutes < 60 ? words.where.minutes(minutes) : words.where.hours(Math.floor(minutes / 60));
}

/** "within 240 m", "within 12 km". */
export const withinWords = (words: Words, metres: number): string =>
  metres < 950 ? words.where.within(`${metres} m`) : words.where.within(`${Math.round(metres / 1000)} km`);

export function useDescribe() {
  const words = useWords();
  const { at } = useWhen();
  return (one: FriendPosition, now: number): string =>
    [
      ageWords(words, one.taken_at, now),
      words.where.precisions[one.precision],
      withinWords(words, one.spot.metres),
      ...(one.doubtful ? [words.where.doubtful] : []),
      words.where.shownUntil(at(one.shown_until)),
    ].join(' · ');
}
