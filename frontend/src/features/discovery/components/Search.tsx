// Events by title, place or host, wherever they are; what is found, the soonest first.
import { useDeferredValue } from 'react';
import { EventItem } from '@/features/events/components/EventItem';
import { CATEGORIES } from '@/features/events/draft';
import { categoryIcon } from '@/features/events/words';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { useStore } from '@/lib/store';
import { Box } from '@/ui/Box';
import { Choice } from '@/ui/Choice';
import { Field } from '@/ui/Field';
import { Empty, Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { useFound } from '../data';
import { search, when } from '../stage';

const ALL = 'all';

export function Search() {
  const words = useWords();
  const say = words.finding;
  const { text, category } = useStore(search) ?? { text: '', category: null };
  const typed = useDeferredValue(text.trim());
  const kinds = [
    { value: ALL, label: say.allCategories },
    ...CATEGORIES.map((kind) => ({
      value: kind as string,
      label: words.events.categories[kind] ?? kind,
      icon: categoryIcon(kind),
    })),
  ];
  return (
    <>
      <Box padX="l" gap="s">
        <Field
          kind="search"
          label={say.search}
          hideLabel
          placeholder={say.searchHint}
          value={text}
          onChange={(now) => search.set({ text: now, category })}
          max={80}
          autoFocus
        />
        {typed !== '' && (
          <Scroll row pad="none">
            <Choice
              label={say.categories}
              options={kinds}
              value={category ?? ALL}
              onChange={(kind) => search.set({ text, category: kind === ALL ? null : kind })}
            />
          </Scroll>
        )}
      </Box>
      {typed !== '' && <Found text={typed} category={category} />}
    </>
  );
}

function Found({ text, category }: { text: string; category: string | null }) {
  const words = useWords();
  const say = words.finding;
  return (
    <Loaded
      answer={useFound(text, useStore(when), category)}
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
