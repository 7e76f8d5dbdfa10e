// The host's code: made on this device from the event's key, anew each half minute, with or without a connection.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, ask, transient } from '@/api/client';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { keep, recall } from '@/lib/keep';
import { useStore } from '@/lib/store';
import { startWords } from '@/lib/time';
import { useNow } from '@/lib/useNow';
import { session } from '@/session/session';
import { Box } from '@/ui/Box';
import { Loaded } from '@/ui/Loaded';
import { Progress } from '@/ui/Progress';
import { Qr } from '@/ui/Qr';
import { Text } from '@/ui/Text';
import { STEP_MS, codeAt, stepAt } from '../checkIn';
import type { EventPage } from '../data';

const EARLY_MS = 3_600_000;

/** The key, which this device keeps for when it has no connection. */
function useKey(id: string) {
  const state = useStore(session);
  const shelf = `tomoda.check-in.${state.kind === 'in' ? state.userId : ''}.${id}`;
  return useQuery({
    queryKey: ['events', id, 'check-in-key'],
    staleTime: Infinity,
    queryFn: async () => {
      try {
        const params = { path: { event_id: id } };
        const { key } = await ask(api.PUT('/api/v1/events/{event_id}/check-in-key', { params }));
        await keep(shelf, key);
        return key;
      } catch (failure) {
        const kept = transient(failure) ? await recall(shelf) : null;
        if (kept === null) throw failure;
        return kept;
      }
    },
  });
}

export function HostCode({ page }: { page: EventPage }) {
  const words = useWords();
  const answer = useKey(page.event.id);
  const now = useNow();
  const opens = Date.parse(page.event.starts_at) - EARLY_MS;
  return (
    <Loaded answer={answer} explain={(failure) => explain(words, failure)}>
      {(key) => (
        <Box gap="m">
          <Text centre ink="soft">
            {words.hosting.checkInShow}
          </Text>
          {now < opens && (
            <Text centre ink="ember">
              {words.hosting.checkInFrom(
                startWords({ ...page.event, starts_at: new Date(opens).toISOString() }, now, words.locale),
              )}
            </Text>
          )}
          <Rotating id={page.event.id} secret={key} />
        </Box>
      )}
    </Loaded>
  );
}

function Rotating({ id, secret }: { id: string; secret: string }) {
  const say = useWords().hosting;
  const now = useNow(1_000);
  const step = stepAt(now);
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    let late = false;
    void codeAt(id, secret, step).then((made) => !late && setText(made));
    return () => {
      late = true;
    };
  }, [id, secret, step]);
  const rest = Math.ceil((STEP_MS - (now % STEP_MS)) / 1000);
  if (text === null) return null;
  return (
    <Box width="form" gap="s">
      <Qr text={text} label={say.checkInQr} side={264} />
      <Progress label={say.checkInNew(rest)} value={rest} most={STEP_MS / 1000} />
      <Text kind="small" ink="faint" centre>
        {say.checkInNew(rest)}
      </Text>
    </Box>
  );
}
