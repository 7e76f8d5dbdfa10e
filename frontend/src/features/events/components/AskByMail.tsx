// Coming without an account: a name and an address, to which the link with the seat is sent.
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useLanguage, useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/Choice';
import { Field } from '@/ui/Field';
import { Text } from '@/ui/Text';
import { useAskByMail } from '../openData';
import type { EventCard } from '../words';

export function AskByMail({ event }: { event: EventCard }) {
  const words = useWords();
  const say = words.hosting;
  const locale = useLanguage();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [guests, setGuests] = useState('0');
  const [wrong, setWrong] = useState(false);
  const send = useAskByMail(event.id);
  const go = () => {
    const fine = name.trim() !== '' && /^[^@\s]+@[^@\s]+$/.test(email.trim());
    setWrong(!fine);
    if (fine) send.mutate({ name: name.trim(), email: email.trim(), guests: Number(guests), locale });
  };
  if (send.isSuccess)
    return (
      <Box role="status">
        <Text>{say.mailSent}</Text>
      </Box>
    );
  return (
    <Box gap="m" role="form" label={say.mailTitle}>
      <Box gap="xs">
        <Text kind="heading" level={2}>
          {say.mailTitle}
        </Text>
        <Text kind="small" ink="soft">
          {say.mailLead}
        </Text>
      </Box>
      <Field label={say.mailName} value={name} onChange={setName} max={50} />
      <Field
        kind="email"
        label={say.mailAddress}
        value={email}
        onChange={setEmail}
        onSubmit={go}
        wrong={wrong ? say.mailWrong : null}
      />
      {event.plus_max > 0 && (
        <Choice
          label={words.events.parties}
          options={Array.from({ length: event.plus_max + 1 }, (_, more) => ({
            value: String(more),
            label: words.events.party(more),
          }))}
          value={guests}
          onChange={setGuests}
          wrap
        />
      )}
      {send.error && (
        <Box role="alert">
          <Text ink="bad">{explain(words, send.error)}</Text>
        </Box>
      )}
      <Button label={say.mailSend} onPress={go} busy={send.isPending} full />
    </Box>
  );
}
