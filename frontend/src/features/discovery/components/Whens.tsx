// When: everything, what is on now, tonight, this week. The map and the list follow it together.
import { useWords } from '@/i18n/useWords';
import { useStore } from '@/lib/store';
import { Choice } from '@/ui/Choice';
import { Scroll } from '@/ui/Scroll';
import { when } from '../stage';

const WHENS = ['all', 'now', 'tonight', 'week'] as const;

export function Whens() {
  const words = useWords().events;
  return (
    <Scroll row pad="none">
      <Choice
        label={words.when}
        options={WHENS.map((value) => ({ value, label: words.whens[value] }))}
        value={useStore(when)}
        onChange={when.set}
        floating
      />
    </Scroll>
  );
}
