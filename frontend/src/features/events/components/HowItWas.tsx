// How it was: did we meet, did I feel safe. For nobody who was there to see.
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { useNow } from '@/lib/useNow';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Text } from '@/ui/Text';
import type { EventPage } from '../data';
import { useFeedback, useGiveFeedback } from '../lifeData';
import { OneOf } from './OneOf';

const WITHIN_MS = 7 * 86_400_000;
const YES_NO = ['yes', 'no'] as const;

type Given = NonNullable<ReturnType<typeof useFeedback>['data']>;

export function HowItWas({ page }: { page: EventPage }) {
  const now = useNow();
  const { event } = page;
  const end = Date.parse(event.ends_at);
  const asked =
    ['going', 'host'].includes(event.mine ?? '') &&
    ['completed', 'archived'].includes(event.status) &&
    end <= now &&
    now < end + WITHIN_MS;
  const given = useFeedback(event.id, asked);
  if (!asked || given.data === undefined) return null;
  return <Card key={String(given.data !== null)} id={event.id} given={given.data} />;
}

function Card({ id, given }: { id: string; given: Given | null }) {
  const words = useWords();
  const say = words.showing;
  const [changing, change] = useState(given === null);
  const [met, setMet] = useState<boolean | null>(given?.met ?? null);
  const [safe, setSafe] = useState<boolean | null>(given?.felt_safe ?? null);
  const [text, setText] = useState(given?.words ?? '');
  const give = useGiveFeedback(id);
  if (!changing)
    return (
      <Row role="group" label={say.feedback} surface="low" round="l" pad="l" gap="m">
        <Box grow>
          <Text ink="soft" live>
            {say.feedbackThanks}
          </Text>
        </Box>
        <Button size="s" label={say.feedbackChange} onPress={() => change(true)} />
      </Row>
    );
  const yesNo = (value: boolean | null) => (value === null ? '' : value ? 'yes' : 'no');
  return (
    <Box role="group" label={say.feedback} surface="low" round="l" pad="l" gap="l">
      <Box gap="xs">
        <Text kind="heading" level={2}>
          {say.feedback}
        </Text>
        <Text kind="small" ink="soft">
          {say.feedbackLead}
        </Text>
      </Box>
      <OneOf
        label={say.met}
        options={YES_NO}
        words={say.yesNo}
        value={yesNo(met)}
        onChange={(one) => setMet(one === 'yes')}
      />
      <OneOf
        label={say.safe}
        options={YES_NO}
        words={say.yesNo}
        value={yesNo(safe)}
        onChange={(one) => setSafe(one === 'yes')}
      />
      <Field long label={say.feedbackWords} value={text} onChange={setText} max={1000} />
      {give.error && (
        <Box role="alert">
          <Text ink="bad">{explain(words, give.error)}</Text>
        </Box>
      )}
      <Button
        label={say.feedbackSend}
        disabled={met === null || safe === null}
        busy={give.isPending}
        onPress={() =>
          give.mutate(
            { met: met === true, felt_safe: safe === true, words: text.trim() },
            { onSuccess: () => change(false) },
          )
        }
      />
    </Box>
  );
}
