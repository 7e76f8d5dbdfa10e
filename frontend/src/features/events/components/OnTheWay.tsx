// From three hours before the start: on my way, late, or not coming after all. One tap, and the room knows.
import { useState } from 'react';
import { useMe } from '@/features/users/data';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { useNow } from '@/lib/useNow';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Text } from '@/ui/Text';
import { type EventPage, useGuests } from '../data';
import { useWay } from '../lifeData';
import { isNear } from '../words';
import { GiveUp } from './GiveUp';

const LATE_BY = [10, 20, 30, 60] as const;

export function OnTheWay({ page }: { page: EventPage }) {
  const now = useNow();
  const comes = ['host', 'going'].includes(page.event.mine ?? '');
  return comes && isNear(page.event, now) ? <Card page={page} /> : null;
}

function Card({ page }: { page: EventPage }) {
  const words = useWords();
  const say = words.showing;
  const { event } = page;
  const [leaving, leave] = useState(false);
  const way = useWay(event.id);
  const me = useMe().data?.id;
  const kept = useGuests(event.id).data?.data.find(({ person }) => person.id === me)?.way;
  const state = way.variables && !way.isError ? way.variables.state : kept?.state;
  const minutes = way.variables && !way.isError ? way.variables.minutes : kept?.minutes;
  const tell = (said: 'on_my_way' | 'running_late', by?: number) =>
    way.mutate({ state: said, minutes: by ?? null });
  return (
    <Box role="group" label={say.way} surface="low" round="l" pad="l" gap="m">
      <Box>
        <Text kind="strong" live>
          {(state && say.waySaid[state]) ?? say.way}
        </Text>
        {state && (
          <Text kind="small" ink="faint">
            {minutes ? `${say.lateBy(minutes)} · ${say.wayTold}` : say.wayTold}
          </Text>
        )}
      </Box>
      {way.error && (
        <Box role="alert">
          <Text kind="small" ink="bad">
            {explain(words, way.error)}
          </Text>
        </Box>
      )}
      <Row gap="s" wrap>
        <Button
          size="s"
          label={say.onMyWay}
          selected={state === 'on_my_way'}
          onPress={() => tell('on_my_way')}
        />
        <Button
          size="s"
          label={say.late}
          selected={state === 'running_late'}
          onPress={() => tell('running_late')}
        />
        {event.mine === 'going' && (
          <Button kind="plain" size="s" label={say.cannot} onPress={() => leave(true)} />
        )}
      </Row>
      {state === 'running_late' && (
        <Row role="group" label={say.howLate} gap="s" wrap>
          <Text kind="small" ink="soft">
            {say.howLate}
          </Text>
          {LATE_BY.map((by) => (
            <Button
              key={by}
              size="s"
              kind="plain"
              label={say.minutes(by)}
              selected={minutes === by}
              onPress={() => tell('running_late', by)}
            />
          ))}
        </Row>
      )}
      <GiveUp
        page={page}
        told
        open={leaving}
        busy={way.isPending}
        onClose={() => leave(false)}
        onGiveUp={() => way.mutate({ state: 'cannot_come' }, { onSettled: () => leave(false) })}
      />
    </Box>
  );
}
