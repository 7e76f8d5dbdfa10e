// What I have left with hosts, and what has become of it.
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Head } from '@/ui/Head';
import { Empty, Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { DepositState } from '../components/DepositState';
import { useMyDeposits, useOffers } from '../data';

export function MyDeposits() {
  const words = useWords();
  const say = words.deposits;
  const on = useOffers().data?.payments ?? false;
  return (
    <Box grow width="page" role="main">
      <Head title={say.mineTitle} back={{ label: words.common.back, href: '/me' }} />
      <Loaded
        answer={useMyDeposits()}
        explain={(failure) => explain(words, failure)}
        empty={{
          when: (all) => all.length === 0,
          show: (
            <Empty icon="check" title={say.none} lead={on ? say.noneLead : say.off}>
              {on && <Button label={say.payoutsTitle} href="/me/payouts" />}
            </Empty>
          ),
        }}
      >
        {(all) => (
          <Scroll pad="l" gap="xl" reach>
            <Text ink="soft">{say.noneLead}</Text>
            <Box role="list" label={say.mineTitle} gap="m">
              {all.map(({ event, deposit }) => {
                const title = event?.title || words.showing.goneEvent;
                return (
                  <Box key={deposit.id} role="listitem" surface="low" round="l" pad="l" gap="s">
                    <Text kind="strong">{title}</Text>
                    <DepositState deposit={deposit} title={title} />
                    {event && event.title !== '' && (
                      <Row>
                        <Button
                          size="s"
                          label={say.toEvent}
                          name={say.toThis(title)}
                          href={`/events/${event.id}`}
                        />
                      </Row>
                    )}
                  </Box>
                );
              })}
            </Box>
            {on && <Button label={say.payoutsTitle} href="/me/payouts" full />}
          </Scroll>
        )}
      </Loaded>
    </Box>
  );
}
