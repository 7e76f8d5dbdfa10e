// My account at Stripe, on which deposits of my guests are: where one comes back to from there.
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Head } from '@/ui/Head';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { OpenPayouts } from '../components/OpenPayouts';
import { usePayouts } from '../data';

export function Payouts() {
  const words = useWords();
  return (
    <Box grow width="page" role="main">
      <Head title={words.deposits.payoutsTitle} back={{ label: words.common.back, href: '/me/deposits' }} />
      <Loaded answer={usePayouts()} explain={(failure) => explain(words, failure)}>
        {({ state }) => (
          <Scroll pad="l" gap="xl" reach>
            <OpenPayouts state={state} />
          </Scroll>
        )}
      </Loaded>
    </Box>
  );
}
