// The socket, the feed and the cache put together: what one signed-in person hears.
import type { QueryClient } from '@tanstack/react-query';
import { type Rules, apply, forget, refetch } from './apply';
import { Feed } from './feed';
import { Socket, type SocketOptions } from './socket';

export interface Live {
  socket: Socket;
  feed: Feed;
}

const TOGETHER_MS = 20;

const feeds = new WeakMap<QueryClient, Feed>();

/** Called by whoever fetched what a topic keeps current, right before the answer goes into the cache. */
export function fetched(cache: QueryClient, topic: string, place: number): void {
  feeds.get(cache)?.fetched(topic, place);
}

/**
 * A signal made something stale, and the server could not be asked for it anew: the place is taken, so nothing else
 * would ask again. What is shown and failed to be refreshed is fetched with each beat, until it comes.
 */
function mend(cache: QueryClient): void {
  void cache.refetchQueries({
    type: 'active',
    predicate: ({ state }) =>
      state.data !== undefined && state.status === 'error' && state.fetchStatus === 'idle',
  });
}

export interface LiveOptions extends Omit<SocketOptions, 'receive'> {
  cache: QueryClient;
  rules: Rules;
  /** The server's clock, each time it is told. */
  clock?: (serverTime: number) => void;
}

export function createLive({ cache, rules, clock, ...rest }: LiveOptions): Live {
  const socket = new Socket({
    ...rest,
    receive: (message) => {
      if ('ready' in message) {
        clock?.(Date.parse(message.ready.server_time));
        feed.connected();
        mend(cache);
      } else if ('beat' in message) {
        clock?.(Date.parse(message.beat.server_time));
        mend(cache);
      } else feed.receive(message);
    },
  });
  // Listening to a screenful of map begins with a dozen answers: what they make stale is fetched once.
  const stale = new Set<string>();
  const setTimer = rest.timers?.set ?? ((run: () => void, ms: number) => setTimeout(run, ms));
  const flush = () => {
    refetch(cache, rules, ...stale);
    stale.clear();
  };
  const feed: Feed = new Feed({
    say: (saying) => socket.say(saying),
    deliver: (signal) => apply(cache, rules, signal),
    anew: (topic) => {
      if (stale.size === 0) setTimer(flush, TOGETHER_MS);
      stale.add(topic);
    },
    ended: (topic) => forget(cache, rules, topic),
  });
  feeds.set(cache, feed);
  return { socket, feed };
}
