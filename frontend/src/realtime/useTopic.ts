// Listening for as long as something is on the screen.
import { createContext, use, useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { reload } from '@/lib/reload';
import type { Live } from './live';
import type { SocketState } from './socket';

if (__DEV__) module.hot?.accept(reload);

export const LiveContext = createContext<Live | null>(null);

/**
 * Listens to a topic. `place` is what the fetched answer says of it (undefined: not fetched yet, so wait; null: the
 * answer carries none, so start at whatever place the server is, and fetch once more from there).
 */
export function useTopic(topic: string | null, place: number | null | undefined): void {
  const live = use(LiveContext);
  const known = place !== undefined;
  const first = useEffectEvent(() => place ?? null);
  useEffect(() => {
    if (!live || !topic || !known) return;
    live.feed.listen(topic, first());
    return () => live.feed.leave(topic);
  }, [live, topic, known]);
}

export const ConnectionContext = createContext<{
  subscribe: (changed: () => void) => () => void;
  state: () => SocketState;
}>({ subscribe: () => () => undefined, state: () => 'off' });

/** Whether what is on the screen is live. */
export function useConnection(): SocketState {
  const { subscribe, state } = use(ConnectionContext);
  return useSyncExternalStore(subscribe, state, state);
}
