// Events by title, place or host, wherever they are; what is found, the soonest first.
import { useDeferredValue } from 'react';
import { FollowButton } from '@/features/events/components/FollowButton';
import { EventItem } from '@/features/events/components/EventItem';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { useStore } from '@/lib/store';
import { Box } from '@/ui/Box';
import { Field } from '@/ui/Field';
import { Empty, Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { useFound } from '../data';
import { search, shown } from '../stage';
import { Kinds } from './Filters';

export function Search() {
  const say = useWords().finding;
  const text = useStore(search) ?? '';
  const { category } = useStore(shown);
  const typed = useDeferredValue(text.trim());
  return (
    <>
      <Box padX="l" gap="s">
        <Field
          kind="search"
          label={say.search}
          hideLabel
          placeholder={say.searchHint}
          value={text}
          onChange={search.set}
          max={80}
          autoFocus
        />
        {typed !== '' && <Kinds row />}
        {typed !== '' && (
          <FollowButton what={{ name: typed, words: typed, category }} of={say.searched(typed)} />
        )}
      </Box>
      {typed !== '' && <Found text={typed} />}
    </>
  );
}

function Found({ text }: { text: string }) {
  const words = useWords();
  const say = words.finding;
  return (
    <Loaded
      answer={useFound(text, useStore(shown))}
      explain={(failure) => explain(words, failure)}
      empty={{
        when: (events) => events.length === 0,
        show: <Empty icon="search" title={say.foundNone} lead={say.foundNoneLead} />,
      }}
    >
      {(events) => (
        <Scroll pad="s">
          <Box role="list" label={say.found} gap="xs">
            {events.map((event) => (
              <EventItem key={event.id} event={event} />
            ))}
          </Box>
        </Scroll>
      )}
    </Loaded>
  );
}
