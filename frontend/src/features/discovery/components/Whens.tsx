// When: everything, what is on now, tonight, this week. The map and the list follow it together.
import { useWords } from '@/i18n/useWords';
import { useStore } from '@/lib/store';
import { Choice } from '@/ui/Choice';
import { Scroll } from '@/ui/Scroll';
import { show, shown } from '../stage';

const WHENS = ['all', 'now', 'tonight', 'week'] as const;

export function Whens({ floating }: { floating?: boolean }) {
  const words = useWords().events;
  const chips = (
    <Choice
      label={words.when}
      options={WHENS.map((value) => ({ value, label: words.whens[value] }))}
      value={useStore(shown).when}
      onChange={(when) => show({ when })}
      floating={floating}
      wrap={!floating}
      labelled={!floating}
    />
  );
  if (!floating) return chips;
  return (
    <Scroll row pad="none">
      {chips}
    </Scroll>
  );
}
