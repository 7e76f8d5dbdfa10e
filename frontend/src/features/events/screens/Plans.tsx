// What I host or go to, the next one first.
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Head } from '@/ui/Head';
import { Empty, Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { EventItem } from '../components/EventItem';
import { useMine } from '../data';

export function Plans() {
  const words = useWords();
  const say = words.events;
  return (
    <Box grow width="page" role="main">
      <Head title={say.plansTitle} />
      <Loaded
        answer={useMine()}
        explain={(failure) => explain(words, failure)}
        empty={{
          when: ({ data }) => data.length === 0,
          show: (
            <Empty icon="calendar" title={say.plansNone} lead={say.plansNoneLead}>
              <Button kind="ember" label={say.lookAround} href="/" />
            </Empty>
          ),
        }}
      >
        {({ data }) => (
          <Scroll pad="s">
            <Box role="list" label={say.plansTitle} gap="xs">
              {data.map((event) => (
                <EventItem key={event.id} event={event} />
              ))}
            </Box>
          </Scroll>
        )}
      </Loaded>
    </Box>
  );
}
