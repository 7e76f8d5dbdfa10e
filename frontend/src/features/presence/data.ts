// Who is there right now, of my friends and of those who go to the same events.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Schemas, api, ask } from '@/api/client';
import { useWords } from '@/i18n/useWords';
import { useStore } from '@/lib/store';
import { useTopic } from '@/realtime/useTopic';
import { session } from '@/session/session';
import type { Dot } from '@/ui/Avatar';

export type Presence = Schemas['Presence'];

export const aroundKey = ['presence', 'around'];

/** By person; kept current as long as it is on the screen. */
export function useAround(): ReadonlyMap<string, Presence> {
  const me = useStore(session);
  const { data } = useQuery({
    queryKey: aroundKey,
    queryFn: ({ signal }) => ask(api.GET('/api/v1/presence', { signal })),
    select: ({ data: people }) => new Map(people.map((one) => [one.user_id, one])),
  });
  useTopic(me.kind === 'in' ? `friends:${me.userId}` : null, data ? null : undefined);
  return data ?? NOBODY;
}

const NOBODY: ReadonlyMap<string, Presence> = new Map();

/** The dot on somebody's face; none for who is away, or does not say. */
export function useDots(): (person: string | undefined) => Dot | null {
  const around = useAround();
  const say = useWords().talk.presence;
  return (person) => {
    const state = around.get(person ?? '')?.state;
    const kind = state === 'online' ? 'there' : state === 'idle' || state === 'busy' ? state : null;
    return kind && { kind, label: say[kind] };
  };
}

export type MyPresence = Schemas['MyPresence'];

const mineKey = ['presence', 'me'];

/** How my own devices see me, and what I chose. */
export const useMyPresence = () =>
  useQuery({ queryKey: mineKey, queryFn: ({ signal }) => ask(api.GET('/api/v1/presence/me', { signal })) });

export function useChoosePresence() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['PresenceChoice']) => ask(api.PUT('/api/v1/presence/me', { body })),
    onSuccess: (presence) => cache.setQueryData(mineKey, presence),
  });
}
