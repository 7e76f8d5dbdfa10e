// What of all that is on is shown: when, what kind, whose. The map, the list and the search follow it together.
import { useState } from 'react';
import { CATEGORIES } from '@/features/events/draft';
import { categoryIcon } from '@/features/events/words';
import { useWords } from '@/i18n/useWords';
import { useStore } from '@/lib/store';
import { Box, Row } from '@/ui/Box';
import { Button, IconButton } from '@/ui/Button';
import { Choice } from '@/ui/Choice';
import { Scroll } from '@/ui/Scroll';
import { Sheet } from '@/ui/Sheet';
import { Text } from '@/ui/Text';
import { EVERYTHING, type Whose, isEverything, show, shown } from '../stage';
import { FollowHere } from './FollowHere';
import { Layers } from './Layers';
import { Whens } from './Whens';

const ALL = 'all';
const WHOSE: Whose[] = ['all', 'friends', 'mine'];

/** In the head of the list: the keyboard comes to it before the list and the map. */
export function FilterButton() {
  const say = useWords().finding;
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton icon="filter" label={say.filters} onPress={() => setOpen(true)} />
      <Sheet label={say.filters} titled open={open} onClose={() => setOpen(false)}>
        <Scroll fit pad="m" gap="xl">
          <Whens />
          <Kinds />
          <Choice
            label={say.whose}
            labelled
            wrap
            options={WHOSE.map((value) => ({ value, label: say.whoseOf[value] ?? value }))}
            value={useStore(shown).whose}
            onChange={(whose) => show({ whose })}
          />
          <Layers />
          <FollowHere />
        </Scroll>
        <Box pad="m" gap="s">
          <Button kind="ember" label={say.filtersDone} onPress={() => setOpen(false)} full />
          <Everything />
        </Box>
      </Sheet>
    </>
  );
}

/** One kind of events, or all. */
export function Kinds({ row }: { row?: boolean }) {
  const words = useWords();
  const say = words.finding;
  const chips = (
    <Choice
      label={say.categories}
      labelled={!row}
      wrap={!row}
      options={[
        { value: ALL, label: say.allCategories },
        ...CATEGORIES.map((kind) => ({
          value: kind as string,
          label: words.events.categories[kind] ?? kind,
          icon: categoryIcon(kind),
        })),
      ]}
      value={useStore(shown).category ?? ALL}
      onChange={(kind) => show({ category: kind === ALL ? null : kind })}
    />
  );
  if (!row) return chips;
  return (
    <Scroll row pad="none">
      {chips}
    </Scroll>
  );
}

function Everything() {
  const say = useWords().finding;
  const all = isEverything(useStore(shown));
  return (
    <Button
      kind="plain"
      size="s"
      label={say.showAll}
      disabled={all}
      onPress={() => shown.set(EVERYTHING)}
      full
    />
  );
}

/** Above the list: what is chosen, and the way back to everything. */
export function Chosen() {
  const words = useWords();
  const say = words.finding;
  const { when, category, whose } = useStore(shown);
  const chosen = [
    when !== 'all' && words.events.whens[when],
    category && words.events.categories[category],
    whose !== 'all' && say.whoseOf[whose],
  ].filter(Boolean);
  if (chosen.length === 0) return null;
  return (
    <Row padX="l" gap="m">
      <Box grow>
        <Text kind="small" ink="soft" live>
          {say.shownOnly(chosen.join(' · '))}
        </Text>
      </Box>
      <Button kind="plain" size="s" label={say.showAll} onPress={() => shown.set(EVERYTHING)} />
    </Row>
  );
}
