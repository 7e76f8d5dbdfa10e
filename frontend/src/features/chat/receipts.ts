// Under which message it says who has read so far: the last one that each of them has reached.
import { useMemo } from 'react';
import { useWords } from '@/i18n/useWords';
import type { Member, Message } from './data';

const MOST_NAMES = 3;

/** The words by the message's id. Only what I or others said counts, not what happened. */
export function receiptsOf(
  messages: readonly Message[],
  members: readonly Member[],
  me: string,
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const last = messages.at(-1)?.seq ?? 0;
  const first = messages[0]?.seq ?? 0;
  for (const { person, read_seq } of members) {
    if (person.id === me || read_seq === null || read_seq < first) continue;
    // From the end: most have read nearly everything.
    const at = read_seq >= last ? messages.length - 1 : messages.findLastIndex(({ seq }) => seq <= read_seq);
    let reached = at;
    while (reached >= 0 && messages[reached]?.system) reached -= 1;
    const message = messages[reached];
    if (!message || message.author?.id === person.id) continue;
    found.set(message.id, [...(found.get(message.id) ?? []), person.display_name]);
  }
  return found;
}

export function useReceipts(messages: Message[], members: readonly Member[], me: string) {
  const words = useWords();
  return useMemo(() => {
    const alone = members.length === 2;
    const join = new Intl.ListFormat(words.locale, { style: 'short', type: 'conjunction' });
    const written = new Map<string, string>();
    for (const [id, names] of receiptsOf(messages, members, me)) {
      const rest = names.length - MOST_NAMES;
      const shown = rest > 0 ? [...names.slice(0, MOST_NAMES), `+${rest}`] : names;
      written.set(id, alone ? words.chat.read : words.chat.readBy(join.format(shown)));
    }
    return written;
  }, [messages, members, me, words]);
}
