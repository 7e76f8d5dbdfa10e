// One event's deposit: where the guest comes back to from paying, and where its host asks for it.
import { useLocalSearchParams } from 'expo-router';
import { useEvent } from '@/features/events/data';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { leaveFor } from '@/lib/outside';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Head } from '@/ui/Head';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { AskForDeposit } from '../components/AskForDeposit';
import { DepositRule } from '../components/DepositRule';
import { DepositState } from '../components/DepositState';
import { type DepositPage, useDeposit, useLook } from '../data';

export function Deposit() {
  const { id } = useLocalSearchParams<{ id: string }>();
  const words = useWords();
  const answer = useEvent(id);
  return (
    <Box grow width="page" role="main">
      <Head title={words.deposits.title} back={{ label: words.deposits.toEvent, href: `/events/${id}` }} />
      <Loaded answer={answer} explain={(failure) => explain(words, failure)}>
        {(page) => (
          <Scroll pad="l" gap="xl" reach>
            <Text kind="heading" level={2}>
              {page.event.title}
            </Text>
            {page.event.mine === 'host' ? (
              <AskForDeposit page={page} />
            ) : (
              <Mine id={id} title={page.event.title} />
            )}
          </Scroll>
        )}
      </Loaded>
    </Box>
  );
}

function Mine({ id, title }: { id: string; title: string }) {
  const words = useWords();
  const looked = useLook(id);
  const known = useDeposit(id);
  return (
    <Loaded answer={known} explain={(failure) => explain(words, failure)}>
      {(page) => (
        <Box gap="l">
          {page.mine && (
            <Box surface="low" round="l" pad="l" gap="m">
              <DepositState deposit={page.mine} title={title} />
              <Unpaid page={page} waiting={looked.isFetching} />
            </Box>
          )}
          {page.deposit && <DepositRule deposit={page.deposit} lateFrom={page.late_from} />}
          <Button label={words.deposits.toEvent} href={`/events/${id}`} full />
        </Box>
      )}
    </Loaded>
  );
}

/** Not paid yet, or not seen yet: Stripe is asked meanwhile. */
function Unpaid({ page, waiting }: { page: DepositPage; waiting: boolean }) {
  const say = useWords().deposits;
  const url = page.mine?.state === 'open' ? page.mine.checkout_url : null;
  if (!url) return null;
  return (
    <Box gap="s">
      <Text kind="small" ink="faint">
        {waiting ? say.looking : say.notPaid}
      </Text>
      <Button kind="ember" label={say.pay} onPress={() => void leaveFor(url)} full />
    </Box>
  );
}
