// With whom a moment is shared, and from when, as it is chosen in a form.
import { useState } from 'react';
import { useMine } from '@/features/events/data';
import { useLists } from '@/features/friends/data';
import { useWords } from '@/i18n/useWords';
import { now } from '@/lib/clock';
import type { MomentSharing } from './data';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** `friends`, `mine`, `list:…` or `event:…`. */
export type Audience = string;

export interface Chosen {
  audience: Audience;
  /** Hours from now. */
  later: number;
  album: boolean;
}

const part = (audience: Audience): [kind: string, id: string | null] => {
  const [kind = '', id = null] = audience.split(':');
  return [kind, id];
};

export const kindOf = (audience: Audience): string => part(audience)[0];

/** As the server wants it; null: for me alone. */
export function sharingOf({ audience, later, album }: Chosen): MomentSharing | null {
  const [kind, id] = part(audience);
  if (kind === 'mine') return null;
  return {
    audience: kind as 'friends' | 'list' | 'event',
    list_id: kind === 'list' ? id : null,
    event_id: kind === 'event' ? id : null,
    album: album && kind === 'event',
    publish_at: later > 0 ? new Date(now() + later * HOUR_MS).toISOString() : null,
  };
}

/** What there is to choose from: friends, my lists, events that are on or were just now, and me. */
export function useAudiences(event: { id: string; title: string } | null, alone: boolean) {
  const { moments: say } = useWords();
  const lists = useLists().data ?? [];
  const mine = useMine().data?.data ?? [];
  const soon = mine.filter(({ starts_at }) => Date.parse(starts_at) - now() < DAY_MS);
  const events = [...(event ? [event] : []), ...soon.filter(({ id }) => id !== event?.id)];
  return [
    { value: 'friends', label: say.friends, icon: 'people' as const },
    ...lists.map(({ id, name }) => ({ value: `list:${id}`, label: name, icon: 'lists' as const })),
    ...events.slice(0, 3).map(({ id, title }) => ({
      value: `event:${id}`,
      label: say.eventPeople(title),
      icon: 'calendar' as const,
    })),
    ...(alone ? [{ value: 'mine', label: say.onlyMe, icon: 'lock' as const }] : []),
  ];
}

export function useChosen(event: string | null) {
  const [chosen, set] = useState<Chosen>({
    audience: event ? `event:${event}` : 'friends',
    later: 0,
    album: event !== null,
  });
  return { chosen, choose: (more: Partial<Chosen>) => set((before) => ({ ...before, ...more })) };
}
