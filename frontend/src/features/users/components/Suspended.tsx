// Whose account is suspended reads why, and can say, once, that it is wrong.
import { useState } from 'react';
import { useWhen } from '@/features/auth/when';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Text } from '@/ui/Text';
import { useAppeal, useStanding } from '../data';

export function Suspended() {
  const words = useWords();
  const say = words.people.suspended;
  const when = useWhen();
  const standing = useStanding();
  const latest = standing.data?.find((one) => !one.lifted_at);
  return (
    <Box surface="badSoft" pad="l" round="l" gap="m" role="group" label={say.title}>
      <Text kind="heading" level={2}>
        {say.title}
      </Text>
      {latest && <Text>{latest.reason}</Text>}
      {latest?.until && <Text kind="small">{say.until(when.day(latest.until))}</Text>}
      <Text kind="small">{say.lead}</Text>
      {latest && !latest.appealed_at && <Appeal />}
      {latest?.appealed_at && (
        <>
          <Text kind="strong" live>
            {latest.upheld_at ? say.upheld : say.waiting}
          </Text>
          <Text kind="small">{say.yourWords(latest.appeal ?? '')}</Text>
        </>
      )}
    </Box>
  );
}

function Appeal() {
  const words = useWords();
  const say = words.people.suspended;
  const [open, setOpen] = useState(false);
  const [text, write] = useState('');
  const appeal = useAppeal();
  if (!open)
    return (
      <Row>
        <Button size="s" label={say.appeal} onPress={() => setOpen(true)} />
      </Row>
    );
  return (
    <>
      <Field
        long
        label={say.why}
        hint={say.once}
        value={text}
        onChange={write}
        max={2000}
        autoFocus
        wrong={appeal.error && explain(words, appeal.error)}
      />
      <Row gap="s">
        <Button
          kind="ember"
          size="s"
          label={say.send}
          busy={appeal.isPending}
          disabled={text.trim().length < 3}
          onPress={() => appeal.mutate(text.trim())}
        />
        <Button kind="plain" size="s" label={words.common.cancel} onPress={() => setOpen(false)} />
      </Row>
    </>
  );
}
