// Above the answer: what coming costs until one has come; below it, what has become of it.
import type { EventPage } from '@/features/events/data';
import { useWords } from '@/i18n/useWords';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Text } from '@/ui/Text';
import { useDeposit } from '../data';
import { money } from '../money';
import { DepositRule } from './DepositRule';

export function DepositLine({ page }: { page: EventPage }) {
  const words = useWords();
  const say = words.deposits;
  const { event, deposit } = page;
  const wanted = deposit !== null;
  const mine = useDeposit(event.id, wanted).data?.mine ?? null;
  if (event.mine === 'host' || event.mine === 'removed' || !wanted) return null;
  const running = mine && mine.state !== 'lapsed';
  return (
    <Box gap="xs">
      {running ? (
        <Row gap="m" justify="space-between">
          <Box grow>
            <Text kind="small" ink="soft" live>
              {say.states[mine.state](money(mine, words.locale))}
            </Text>
          </Box>
          <Button size="s" label={say.details} href={`/events/${event.id}/deposit`} />
        </Row>
      ) : (
        event.mine !== 'going' && <DepositRule deposit={deposit} lateFrom={page.late_from} />
      )}
    </Box>
  );
}
