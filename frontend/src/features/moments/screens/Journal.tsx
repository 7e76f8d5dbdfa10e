// My journal: what waits, what others see, and what I keep.
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Head } from '@/ui/Head';
import { Empty, Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { MomentStrip } from '../components/MomentStrip';
import { useJournal } from '../data';

export function Journal() {
  const words = useWords();
  const say = words.moments;
  const journal = useJournal();
  return (
    <Box grow width="page" role="main">
      <Head title={say.journal} back={{ label: words.common.back, href: '/me' }} />
      <Loaded
        answer={journal}
        explain={(failure) => explain(words, failure)}
        empty={{
          when: ({ pages }) => pages.every(({ data }) => data.length === 0),
          show: (
            <Empty icon="journal" title={say.journalNone} lead={say.journalNoneLead}>
              <Button kind="ember" icon="camera" label={say.share} href="/moments/new" />
            </Empty>
          ),
        }}
      >
        {({ pages }) => (
          <Scroll pad="l" gap="l">
            <Text ink="soft">{say.journalLead}</Text>
            <MomentStrip moments={pages.flatMap(({ data }) => data)} label={say.journal} wrap />
            {journal.hasNextPage && (
              <Row>
                <Button
                  label={say.more}
                  busy={journal.isFetchingNextPage}
                  onPress={() => void journal.fetchNextPage()}
                />
              </Row>
            )}
          </Scroll>
        )}
      </Loaded>
    </Box>
  );
}
