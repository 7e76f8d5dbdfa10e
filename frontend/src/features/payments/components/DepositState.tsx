// What has become of a deposit, in a sentence, and its receipt.
import { useWords } from '@/i18n/useWords';
import { timeZone } from '@/lib/device';
import { dateWords } from '@/lib/time';
import { openOutside } from '@/lib/outside';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Text } from '@/ui/Text';
import type { MyDeposit } from '../data';
import { money } from '../money';

export function DepositState({ deposit, title }: { deposit: MyDeposit; title: string }) {
  const words = useWords();
  const say = words.deposits;
  const { state, reason, receipt_url: receipt } = deposit;
  const day = (at: string | null) => (at === null ? '' : dateWords(Date.parse(at), timeZone(), words.locale));
  const why = reason && say.reasons[reason];
  return (
    <Box gap="xs">
      <Text kind="strong" ink={state === 'kept' ? 'bad' : state === 'returned' ? 'good' : undefined} live>
        {say.states[state](money(deposit, words.locale))}
      </Text>
      <Text kind="small" ink="soft">
        {[
          why,
          state === 'paid' && deposit.decided_at && say.decidedAt(day(deposit.decided_at)),
          (state === 'returned' || state === 'kept') && day(deposit.ended_at),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {receipt && (
        <Row>
          <Button
            size="s"
            label={say.receipt}
            name={say.receiptOf(title)}
            onPress={() => void openOutside(receipt)}
          />
        </Row>
      )}
    </Box>
  );
}
