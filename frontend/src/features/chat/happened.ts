// What happened in a room, as a sentence in the reader's own language.
import type { Words } from '@/i18n';
import { now } from '@/lib/clock';
import { clockTime, dayWords } from '@/lib/time';
import type { Message } from './data';
import { spanWords } from './spans';

/** Null for what was said by somebody. */
export function happened(
  words: Words,
  { system, author }: Pick<Message, 'system' | 'author'>,
): string | null {
  if (!system) return null;
  const { what, title, starts_at, time_zone, seconds } = system;
  const at = starts_at && time_zone ? { instant: Date.parse(starts_at), zone: time_zone } : null;
  return words.chat.happened[what]({
    who: author?.display_name ?? words.chat.somebody,
    title: title ?? '',
    time: at
      ? `${dayWords(at.instant, now(), at.zone, words.locale)}, ${clockTime(at.instant, at.zone, words.locale)}`
      : seconds
        ? spanWords(words, seconds)
        : '',
  });
}
