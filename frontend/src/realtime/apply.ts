// From a signal to the cache: a domain patches what it knows how to patch; everything else is fetched anew.
import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { Signal } from './frames';

/** Puts a signal into the cache. It may come twice, and must then change nothing. */
export type Patch = (cache: QueryClient, data: never, signal: Signal) => void;

/** What each domain hands in: patches by the signal's name, and what a topic keeps current. */
export interface Rules {
  patches: Record<string, Patch>;
  topics: Record<string, (id: string) => QueryKey[]>;
}

/** `room:7c…` → `['room', '7c…']`; `friends` → `['friends', '']`. */
export function parse(topic: string): [kind: string, id: string] {
  const at = topic.indexOf(':');
  return at < 0 ? [topic, ''] : [topic.slice(0, at), topic.slice(at + 1)];
}

export function apply(cache: QueryClient, rules: Rules, signal: Signal): void {
  const patch = rules.patches[signal.signal];
  if (!patch) return refetch(cache, rules, signal.on);
  try {
    patch(cache, signal.data as never, signal);
  } catch (fault) {
    // A faulty patch must not stop what follows it: fetch instead, and let the fault be seen.
    refetch(cache, rules, signal.on);
    queueMicrotask(() => {
      throw fault;
    });
  }
}

/** Fetches anew whatever the topics keep current; what several of them do is fetched once. */
export function refetch(cache: QueryClient, rules: Rules, ...topics: string[]): void {
  const keys = new Map<string, QueryKey>();
  for (const topic of topics) {
    const [kind, id] = parse(topic);
    for (const queryKey of rules.topics[kind]?.(id) ?? []) keys.set(JSON.stringify(queryKey), queryKey);
  }
  for (const queryKey of keys.values()) void cache.invalidateQueries({ queryKey });
}

/** What may no longer be heard may no longer be seen: it leaves the cache, and is asked for as if for the first time. */
export function forget(cache: QueryClient, rules: Rules, topic: string): void {
  const [kind, id] = parse(topic);
  for (const queryKey of rules.topics[kind]?.(id) ?? []) void cache.resetQueries({ queryKey });
}
