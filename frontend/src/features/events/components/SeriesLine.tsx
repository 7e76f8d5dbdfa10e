// That an event is one of a series: its rule, and all dates that are still to come.
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import type { Words } from '@/i18n';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { Empty, Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Sheet } from '@/ui/Sheet';
import { Text } from '@/ui/Text';
import type { EventPage } from '../data';
import { useOccurrences } from '../lifeData';
import { EventItem } from './EventItem';

type Series = NonNullable<EventPage['series']>;

/** "Every 2 weeks on Wednesday, until Fri, 24 Dec". */
export function seriesWords(words: Words, { frequency, every, until, ...series }: Series): string {
  const say = words.repeating;
  const join = new Intl.ListFormat(words.locale, { type: 'conjunction' });
  const first = new Date(`${series.occurrence.slice(0, 10)}T00:00Z`).getUTCDay() || 7; // as the first, so is each of them
  const weekdays = series.weekdays.length > 0 ? series.weekdays : [first];
  const on = frequency === 'weekly' ? join.format(weekdays.map(say.weekday)) : '';
  const last = new Intl.DateTimeFormat(words.locale, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(Date.parse(until));
  return say.series(say.everyOf(frequency, every) ?? '', on, last);
}

export function SeriesLine({ id, series }: { id: string; series: Series }) {
  const words = useWords();
  const say = words.repeating;
  const [open, setOpen] = useState(false);
  return (
    <Row gap="m" align="flex-start">
      <Icon name="again" ink="faint" />
      <Box grow gap="s">
        <Box>
          <Text>{seriesWords(words, series)}</Text>
          <Text kind="small" ink="faint">
            {[say.nth(series.number), series.on_its_own && say.onItsOwn].filter(Boolean).join(' · ')}
          </Text>
        </Box>
        <Row>
          <Button size="s" icon="list" label={say.dates} onPress={() => setOpen(true)} />
        </Row>
      </Box>
      <Sheet label={say.dates} titled open={open} onClose={() => setOpen(false)}>
        <Dates id={id} wanted={open} onOpen={() => setOpen(false)} />
      </Sheet>
    </Row>
  );
}

function Dates({ id, wanted, onOpen }: { id: string; wanted: boolean; onOpen: () => void }) {
  const words = useWords();
  const say = words.repeating;
  return (
    <Loaded
      answer={useOccurrences(id, wanted)}
      explain={(failure) => explain(words, failure)}
      empty={{ when: (all) => all.length === 0, show: <Empty icon="calendar" title={say.datesNone} /> }}
    >
      {(all) => (
        <Scroll fit pad="s" gap="m">
          <Box padX="s">
            <Text kind="small" ink="soft">
              {say.datesLead}
            </Text>
          </Box>
          <Box role="list" label={say.dates} gap="xs">
            {all.map((event) => (
              <EventItem key={event.id} event={event} onOpen={onOpen} />
            ))}
          </Box>
        </Scroll>
      )}
    </Loaded>
  );
}
