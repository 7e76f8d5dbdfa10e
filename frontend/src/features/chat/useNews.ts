// What a screen reader says of new messages: the last one in words, several as a number, one's own not at all.
import { useEffect, useRef, useState } from 'react';
import { useWords } from '@/i18n/useWords';
import type { Message } from './data';
import { inShort } from './words';

/** What comes in quick succession is said together. */
const TOGETHER_MS = 1_000;

export function useNews(messages: Message[], me: string): string {
  const words = useWords();
  const told = useRef(messages.at(-1)?.seq ?? 0);
  const [news, setNews] = useState('');
  useEffect(() => {
    const fresh = messages.filter(
      ({ seq, author, system }) => seq > told.current && author?.id !== me && !system,
    );
    const last = fresh.at(-1);
    if (!last) return;
    const timer = setTimeout(() => {
      told.current = last.seq;
      const say = words.chat;
      setNews(
        fresh.length > 1
          ? say.newMessages(fresh.length)
          : say.last(last.author?.display_name ?? say.somebody, inShort(words, last)),
      );
    }, TOGETHER_MS);
    return () => clearTimeout(timer);
  }, [messages, me, words]);
  return news;
}
