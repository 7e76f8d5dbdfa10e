// A seat that came free is mine for a while: how long, and yes or no.
import { useState } from 'react';
import { useWords } from '@/i18n/useWords';
import { clockTime } from '@/lib/time';
import { useNow } from '@/lib/useNow';
import { timeZone } from '@/lib/device';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Text } from '@/ui/Text';
import { left } from '../left';
import type { Rsvp } from '../data';
import type { Answering } from './AnswerBar';
import { JoinQuestions } from './JoinQuestions';

export function Offer({ page, busy, answer, failure }: Answering) {
  const words = useWords();
  const say = words.events;
  const now = useNow(1_000);
  const until = page.standing?.offered_until ?? null;
  const end = until === null ? null : Date.parse(until);
  const over = end !== null && end <= now;
  const [asked, ask] = useState(false);
  // Asked since I began to wait: whoever takes the seat answers it now.
  const known = new Set(page.standing?.answers.map(({ question }) => question));
  const open = page.questions.some(({ id, required }) => required && !known.has(id));
  const take = (answers?: Rsvp['answers']) =>
    answer({ answer: 'going', guests: (page.standing?.party ?? 1) - 1, answers });
  return (
    <Box gap="m">
      <Row gap="m" justify="space-between" align="flex-start">
        <Box grow gap="xs">
          <Text kind="strong" live>
            {over ? say.offerOver : say.mine.offered}
          </Text>
          {end !== null && !over && (
            <Text kind="small" ink="soft">
              {say.offerUntil(clockTime(end, timeZone(), words.locale))}
            </Text>
          )}
        </Box>
        {end !== null && !over && (
          <Box surface="emberSoft" round="m" padX="m" padY="xs">
            <Text kind="heading" testID="countdown">
              {left(end - now)}
            </Text>
          </Box>
        )}
      </Row>
      {!over && (
        <Box gap="xs">
          <Button
            kind="ember"
            label={say.takeSeat}
            onPress={() => (open ? ask(true) : take())}
            busy={busy('going')}
            full
          />
          <Button
            kind="plain"
            size="s"
            label={say.letGo}
            onPress={() => answer({ answer: 'no' })}
            busy={busy('no')}
            full
          />
        </Box>
      )}
      <JoinQuestions
        page={page}
        open={asked}
        label={say.takeSeat}
        busy={busy('going')}
        failure={failure}
        onClose={() => ask(false)}
        onAnswer={take}
      />
    </Box>
  );
}
