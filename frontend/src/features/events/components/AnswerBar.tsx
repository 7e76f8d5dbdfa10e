// "I'm going": the one thing to do on an event's page.
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { Text } from '@/ui/Text';
import { type Answer, type EventPage, useRsvp } from '../data';
import { goingWords, isFull } from '../words';

export function AnswerBar({ page }: { page: EventPage }) {
  const words = useWords();
  const say = words.events;
  const { event } = page;
  const [changing, change] = useState(false);
  const rsvp = useRsvp(event.id);
  if (!page.capabilities.includes('rsvp')) return null;
  const answer = (value: Answer) => rsvp.mutate(value, { onSuccess: () => change(false) });
  const answered = event.mine !== null && event.mine !== 'host' && !changing;
  const full = isFull(event) && event.mine !== 'going';
  return (
    <Box surface="low" pad="l" gap="s" role="group" label={say.answer}>
      {rsvp.error && (
        <Box role="alert">
          <Text kind="small" ink="bad">
            {explain(words, rsvp.error)}
          </Text>
        </Box>
      )}
      {answered ? (
        <Row gap="m" justify="space-between">
          <Row gap="s" grow>
            {event.mine === 'going' && <Icon name="check" ink="good" />}
            <Box grow>
              <Text kind="strong" live>
                {event.mine && say.mine[event.mine]}
              </Text>
              <Text kind="small" ink="faint">
                {goingWords(words, event)}
              </Text>
            </Box>
          </Row>
          <Button size="s" label={say.changeMind} onPress={() => change(true)} />
        </Row>
      ) : (
        <>
          <Button
            kind="ember"
            label={full ? say.full : say.going_}
            onPress={() => answer('going')}
            disabled={full}
            busy={rsvp.isPending && rsvp.variables === 'going'}
            full
          />
          <Row gap="s" justify="center">
            <Button
              kind="plain"
              size="s"
              label={say.maybe}
              onPress={() => answer('maybe')}
              busy={rsvp.isPending && rsvp.variables === 'maybe'}
            />
            <Button
              kind="plain"
              size="s"
              label={say.no}
              onPress={() => answer('no')}
              busy={rsvp.isPending && rsvp.variables === 'no'}
            />
          </Row>
        </>
      )}
    </Box>
  );
}
