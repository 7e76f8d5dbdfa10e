// The one socket of whoever is signed in: opened with the session, closed with it.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { Refusal, api, ask } from '@/api/client';
import { outboxOf } from '@/features/chat/sending';
import { setClock } from '@/lib/clock';
import { onReturn } from '@/lib/device';
import { EVENTS_URL, SOCKET_URL } from '@/lib/origin';
import { createStore, useStore } from '@/lib/store';
import { Events, either } from '@/realtime/events';
import { type Live, createLive } from '@/realtime/live';
import { NoTicket, type SocketState, type Wire } from '@/realtime/socket';
import { ConnectionContext, LiveContext } from '@/realtime/useTopic';
import { leave, session } from '@/session/session';
import { rules } from './rules';

async function ticket(): Promise<string> {
  try {
    return (await ask(api.POST('/api/v1/realtime/tickets'))).ticket;
  } catch (failure) {
    if (failure instanceof Refusal && failure.problem.status === 401) throw new NoTicket('not_signed_in');
    if (failure instanceof Refusal && failure.problem.status === 403) throw new NoTicket('suspended');
    throw failure;
  }
}

export function LiveLine({ children }: { children: ReactNode }) {
  const cache = useQueryClient();
  const state = useStore(session);
  const userId = state.kind === 'in' ? state.userId : null;
  const [connection] = useState(() => createStore<SocketState>('off'));
  const live = useMemo<Live | null>(() => {
    if (!userId) return null;
    return createLive({
      cache,
      rules,
      url: SOCKET_URL,
      ticket,
      open: either(
        (url) => new WebSocket(url) as unknown as Wire,
        () => new Events({ url: EVENTS_URL, ticket }),
      ),
      clock: setClock,
      changed: (now, reason) => {
        connection.set(now);
        if (now === 'ready') outboxOf(cache).resume(); // first what was missed is asked for, then what waits is sent
        if (reason === 'not_signed_in') void leave();
        if (reason === 'suspended') void cache.invalidateQueries({ queryKey: ['users', 'me'] });
      },
    });
  }, [cache, connection, userId]);
  useEffect(() => {
    if (!live || !userId) return;
    live.feed.listen(`user:${userId}`);
    live.socket.start();
    const returned = onReturn(() => live.socket.hurry());
    return () => {
      returned();
      live.socket.stop();
      live.feed.leave(`user:${userId}`);
    };
  }, [live, userId]);
  useEffect(() => {
    if (userId) return () => cache.clear(); // what one person saw is not for the next
  }, [cache, userId]);
  const watched = useMemo(() => ({ subscribe: connection.subscribe, state: connection.get }), [connection]);
  return (
    <ConnectionContext value={watched}>
      <LiveContext value={live}>{children}</LiveContext>
    </ConnectionContext>
  );
}
