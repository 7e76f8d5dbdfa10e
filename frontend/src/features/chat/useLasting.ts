// Messages without those that have disappeared: hidden at the instant, by the server's clock.
import { useEffect, useMemo, useState } from 'react';
import { now } from '@/lib/clock';
import type { Message } from './data';
import { isOver } from './words';

const LONGEST_MS = 2 ** 31 - 1; // of a browser's timer

export function useLasting(messages: Message[]): Message[] {
  const [at, setAt] = useState(now);
  const passing = useMemo(() => messages.filter(({ expires_at }) => expires_at !== null), [messages]);
  const next = Math.min(
    ...passing.map(({ expires_at }) => Date.parse(expires_at ?? '')).filter((instant) => instant > at),
  );
  useEffect(() => {
    if (!Number.isFinite(next)) return;
    const timer = setTimeout(() => setAt(now()), Math.min(LONGEST_MS, Math.max(0, next - now()) + 5));
    return () => clearTimeout(timer);
  }, [next]);
  return useMemo(
    () => (passing.length ? messages.filter((message) => !isOver(message, Math.max(at, now()))) : messages),
    [messages, passing, at],
  );
}
