// Calling an event off, in two steps: first what that does, then the reason and the deed.
import { useState } from 'react';
import { Refusal } from '@/api/client';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { Loaded } from '@/ui/Loaded';
import { Text } from '@/ui/Text';
import type { EventPage } from '../data';
import { useCancel, useCancellation } from '../hostData';
import type { Scope } from '../lifeData';
import { WhichOnes } from './WhichOnes';

export interface CancelDialogProps {
  page: EventPage;
  open: boolean;
  onClose: () => void;
}

export function CancelDialog({ page, open, onClose }: CancelDialogProps) {
  const words = useWords();
  const say = words.events;
  const [reason, setReason] = useState('');
  const [seen, setSeen] = useState(false);
  const [scope, choose] = useState<Scope>('this');
  const { id } = page.event;
  const ahead = useCancellation(id, open, scope);
  const cancel = useCancel(id);
  const close = () => {
    setSeen(false);
    onClose();
  };
  const stale = cancel.error instanceof Refusal && cancel.error.problem.code === 'stale_cancellation';
  const go = (token: string) =>
    cancel.mutate({ reason, token, scope }, { onSuccess: close, onError: () => void ahead.refetch() });
  return (
    <Dialog title={say.cancelAsk} open={open} onClose={close}>
      {page.series && !seen && <WhichOnes scope={scope} onChange={choose} />}
      <Loaded answer={ahead} explain={(failure) => explain(words, failure)}>
        {({ notices, going, token }) => (
          <>
            {seen ? (
              <Field
                label={say.cancelReason}
                value={reason}
                onChange={setReason}
                max={500}
                autoFocus
                wrong={cancel.error && (stale ? words.hosting.cancelStale : explain(words, cancel.error))}
              />
            ) : (
              <Ahead notices={notices} going={going} />
            )}
            <Box gap="s">
              <Button
                kind="danger"
                label={seen ? say.cancelEvent : words.hosting.next}
                busy={cancel.isPending}
                onPress={() => (seen ? go(token) : setSeen(true))}
                full
              />
              <Button label={say.keep} onPress={close} full />
            </Box>
          </>
        )}
      </Loaded>
    </Dialog>
  );
}

function Ahead({ notices, going }: { notices: number; going: number }) {
  const say = useWords().hosting;
  return (
    <Box gap="s">
      <Text>{notices === 0 ? say.cancelNobody : say.cancelWhat(notices)}</Text>
      {notices > 0 && going > 0 && <Text>{say.cancelGoing(going)}</Text>}
      <Text ink="soft">{say.cancelStays}</Text>
    </Box>
  );
}
