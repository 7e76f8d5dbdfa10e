// When something was used or made, in words.
import { useWords } from '@/i18n/useWords';
import { now } from '@/lib/clock';
import { timeZone } from '@/lib/device';
import { clockTime, dayWords } from '@/lib/time';

export function useWhen() {
  const words = useWords();
  const zone = timeZone();
  const day = (instant: string) => dayWords(Date.parse(instant), now(), zone, words.locale);
  const at = (instant: string) => `${day(instant)}, ${clockTime(Date.parse(instant), zone, words.locale)}`;
  const date = (instant: string) =>
    new Intl.DateTimeFormat(words.locale, { dateStyle: 'medium', timeZone: zone }).format(
      Date.parse(instant),
    );
  return { day, at, date, lastUsed: (instant: string) => words.people.me.lastUsed(at(instant)) };
}
