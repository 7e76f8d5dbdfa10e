// What the host may do, and handing the link on.
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { handOn } from '@/lib/clipboard';
import { ORIGIN } from '@/lib/origin';
import { Box, Row } from '@/ui/Box';
import { Button, IconButton } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { Text } from '@/ui/Text';
import { type EventPage, useCancel } from '../data';

export function ShareButton({ id }: { id: string }) {
  const say = useWords().events;
  const [done, setDone] = useState(false);
  const share = async () => setDone(await handOn(`${ORIGIN}/events/${id}`));
  return (
    <>
      {done && (
        <Text kind="small" ink="soft" live>
          {say.shared}
        </Text>
      )}
      <IconButton icon="share" label={say.share} onPress={() => void share()} />
    </>
  );
}

export function HostTools({ page }: { page: EventPage }) {
  const words = useWords();
  const say = words.events;
  const [asking, ask] = useState(false);
  const [reason, setReason] = useState('');
  const cancel = useCancel(page.event.id);
  const may = page.capabilities;
  if (!may.includes('cancel') && !may.includes('edit')) return null;
  return (
    <>
      <Row gap="s" wrap>
        {may.includes('edit') && (
          <Button icon="edit" label={say.edit} href={`/events/${page.event.id}/edit`} />
        )}
        {may.includes('cancel') && <Button kind="danger" label={say.cancelEvent} onPress={() => ask(true)} />}
      </Row>
      <Dialog title={say.cancelAsk} lead={say.cancelLead} open={asking} onClose={() => ask(false)}>
        <Field
          label={say.cancelReason}
          value={reason}
          onChange={setReason}
          max={500}
          wrong={cancel.error && explain(words, cancel.error)}
        />
        <Box gap="s">
          <Button
            kind="danger"
            label={say.cancelEvent}
            busy={cancel.isPending}
            onPress={() => cancel.mutate(reason, { onSuccess: () => ask(false) })}
            full
          />
          <Button label={say.keep} onPress={() => ask(false)} full />
        </Box>
      </Dialog>
    </>
  );
}
