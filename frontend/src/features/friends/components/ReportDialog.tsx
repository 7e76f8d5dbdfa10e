// Telling staff about somebody, and keeping them away in the same step.
import { useQueryClient } from '@tanstack/react-query';
import { router } from 'expo-router';
import { useState } from 'react';
import type { Schemas } from '@/api/client';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { useReport } from '@/features/users/data';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/Choice';
import { Dialog } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { Text } from '@/ui/Text';
import { Toggle } from '@/ui/Toggle';
import type { PersonCard } from '../data';

type Reason = Schemas['NewReport']['reason'];

const REASONS: Reason[] = [
  ...(['spam', 'harassment', 'dating', 'hate', 'violence', 'sexual', 'minor'] as const),
  ...(['impersonation', 'scam', 'unsafe_event', 'other'] as const),
];

export interface ReportDialogProps {
  person: PersonCard;
  open: boolean;
  onClose: () => void;
}

export function ReportDialog({ person, open, onClose }: ReportDialogProps) {
  const words = useWords();
  const say = words.friends;
  const cache = useQueryClient();
  const report = useReport();
  const [reason, setReason] = useState<Reason | null>(null);
  const [text, setText] = useState('');
  const [block, setBlock] = useState(true);
  const close = () => {
    onClose();
    report.reset();
    if (report.isSuccess && block) {
      router.replace('/friends');
      void cache.invalidateQueries(); // they are not there any more
    }
  };
  const send = () =>
    reason && report.mutate({ kind: 'user', target_id: person.id, reason, words: text.trim(), block });
  if (report.isSuccess)
    return (
      <Dialog title={say.reported} lead={say.reportedLead} open={open} onClose={close}>
        <Button kind="ember" label={words.common.close} onPress={close} full />
      </Dialog>
    );
  return (
    <Dialog title={say.reportAsk(person.display_name)} lead={say.reportLead} open={open} onClose={close}>
      <Choice
        label={say.reason}
        wrap
        options={REASONS.map((value) => ({ value, label: say.reasons[value] }))}
        value={reason}
        onChange={setReason}
      />
      <Field long label={say.reportWords} value={text} onChange={setText} max={2000} />
      <Toggle label={say.blockToo} on={block} onChange={setBlock} />
      {report.error && <Text ink="bad">{explain(words, report.error)}</Text>}
      <Box gap="s">
        <Button
          kind="danger"
          label={say.sendReport}
          busy={report.isPending}
          disabled={!reason}
          onPress={send}
          full
        />
        <Button label={words.common.cancel} onPress={close} full />
      </Box>
    </Dialog>
  );
}
