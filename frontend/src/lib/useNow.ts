// The server's "now", anew every half minute, for words like "on now".
import { useEffect, useState } from 'react';
import { now } from './clock';

export function useNow(every = 30_000): number {
  const [at, tick] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => tick(now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return at;
}
