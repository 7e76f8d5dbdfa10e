// Saying that something is wrong with somebody, a message or a room.
import { useState } from 'react';
import type { Schemas } from '@/api/client';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/Choice';
import { Field } from '@/ui/Field';
import { Sheet } from '@/ui/Sheet';
import { Text } from '@/ui/Text';
import { Toggle } from '@/ui/Toggle';
import { useReport } from '../running';

type Reason = Schemas['NewReport']['reason'];

export interface ReportSheetProps {
  what: Pick<Schemas['NewReport'], 'kind' | 'target_id' | 'room_id'>;
  /** What the reporter hands over of a secret room, which nobody else can read. */
  quotes?: Schemas['Quoted'][];
  open: boolean;
  onClose: () => void;
  /** Afterwards, if they were blocked, too. */
  onBlocked?: () => void;
}

export function ReportSheet({ what, quotes = [], open, onClose, onBlocked }: ReportSheetProps) {
  const words = useWords();
  const say = words.talk.report;
  const report = useReport();
  const [reason, setReason] = useState<Reason | null>(null);
  const [told, setTold] = useState('');
  const [block, setBlock] = useState(false);
  const [quote, setQuote] = useState(true);
  const reasons = Object.keys(say.reasons) as Reason[];
  const close = () => {
    onClose();
    if (report.isSuccess && block) onBlocked?.();
    report.reset();
  };
  return (
    <Sheet label={say.title} titled open={open} onClose={close}>
      {report.isSuccess ? (
        <Box pad="m" gap="l" role="status">
          <Text>{say.sent}</Text>
          <Button label={words.common.close} onPress={close} full />
        </Box>
      ) : (
        <Box pad="m" gap="l">
          <Text ink="soft">{say.lead}</Text>
          <Choice
            wrap
            label={say.title}
            value={reason}
            onChange={setReason}
            options={reasons.map((value) => ({ value, label: say.reasons[value] }))}
          />
          <Field label={say.words} value={told} onChange={setTold} long max={2000} />
          {quotes.length > 0 && (
            <Box gap="s">
              <Text kind="small" ink="soft">
                {words.secret.reportLead}
              </Text>
              <Toggle
                label={words.secret.reportQuote}
                hint={words.secret.quoted(quotes.length)}
                on={quote}
                onChange={setQuote}
              />
            </Box>
          )}
          <Toggle label={say.alsoBlock} on={block} onChange={setBlock} />
          {report.error && (
            <Text ink="bad" live>
              {explain(words, report.error)}
            </Text>
          )}
          <Button
            kind="danger"
            full
            label={say.send}
            disabled={!reason}
            busy={report.isPending}
            onPress={() =>
              reason && report.mutate({ ...what, reason, words: told, block, said: quote ? quotes : [] })
            }
          />
        </Box>
      )}
    </Sheet>
  );
}
