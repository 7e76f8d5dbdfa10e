// My horizon: what I host or go to, the next one first; what I am invited to; and what has been.
import { useState } from 'react';
import { useOffers } from '@/features/payments/data';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/Choice';
import { Head } from '@/ui/Head';
import { Empty, Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { EventItem } from '../components/EventItem';
import { FeedSheet } from '../components/FeedSheet';
import { useHorizon } from '../data';
import { useInvitations } from '../hostData';

const HORIZONS = ['upcoming', 'invitations', 'past'] as const;

export function Plans() {
  const words = useWords();
  const [horizon, look] = useState<(typeof HORIZONS)[number]>('upcoming');
  return (
    <Box grow width="page" role="main">
      <Head title={words.events.plansTitle}>
        <FeedSheet />
      </Head>
      <Box padX="l" padY="s">
        <Choice
          label={words.events.plansTitle}
          options={HORIZONS.map((value) => ({ value, label: words.finding.horizons[value] }))}
          value={horizon}
          onChange={look}
        />
      </Box>
      {horizon === 'invitations' ? <Invitations /> : <Horizon key={horizon} which={horizon} />}
    </Box>
  );
}

function Horizon({ which }: { which: 'upcoming' | 'past' }) {
  const words = useWords();
  const { events: say, finding, deposits } = words;
  const answer = useHorizon(which);
  const paid = useOffers().data?.payments ?? false;
  return (
    <Loaded
      answer={answer}
      explain={(failure) => explain(words, failure)}
      empty={{
        when: ({ pages }) => pages.every(({ data }) => data.length === 0),
        show:
          which === 'past' ? (
            <Empty icon="calendar" title={finding.pastNone} lead={finding.pastNoneLead} />
          ) : (
            <Empty icon="calendar" title={say.plansNone} lead={say.plansNoneLead}>
              <Button kind="ember" label={say.lookAround} href="/" />
            </Empty>
          ),
      }}
    >
      {({ pages }) => (
        <Scroll pad="s" gap="m">
          <Box role="list" label={finding.horizons[which]} gap="xs">
            {pages.flatMap(({ data }) => data.map((event) => <EventItem key={event.id} event={event} />))}
          </Box>
          {which === 'past' && paid && (
            <Button icon="lock" label={deposits.mineTitle} href="/me/deposits" full />
          )}
          {answer.hasNextPage && (
            <Button
              label={finding.more}
              busy={answer.isFetchingNextPage}
              onPress={() => void answer.fetchNextPage()}
              full
            />
          )}
        </Scroll>
      )}
    </Loaded>
  );
}

function Invitations() {
  const words = useWords();
  const say = words.finding;
  return (
    <Loaded
      answer={useInvitations()}
      explain={(failure) => explain(words, failure)}
      empty={{
        when: (all) => all.length === 0,
        show: <Empty icon="mail" title={say.invitationsNone} lead={say.invitationsNoneLead} />,
      }}
    >
      {(all) => {
        const [known, strangers] = [all.filter((one) => !one.request), all.filter((one) => one.request)];
        return (
          <Scroll pad="s" gap="m">
            <Box role="list" label={say.horizons.invitations} gap="xs">
              {known.map(({ event }) => (
                <EventItem key={event.id} event={event} />
              ))}
            </Box>
            {strangers.length > 0 && (
              <Box gap="s">
                <Box padX="s">
                  <Text kind="heading" level={2}>
                    {say.strangers}
                  </Text>
                </Box>
                <Box role="list" label={say.strangers} gap="xs">
                  {strangers.map(({ event }) => (
                    <EventItem key={event.id} event={event} />
                  ))}
                </Box>
              </Box>
            )}
          </Scroll>
        );
      }}
    </Loaded>
  );
}
