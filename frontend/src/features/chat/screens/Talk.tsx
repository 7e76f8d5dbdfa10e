// The list of rooms that stays on wide screens while rooms are opened beside it.
import { Slot, usePathname } from 'expo-router';
import { useWords } from '@/i18n/useWords';
import { Panes } from '@/ui/Panes';
import { Inbox } from '../components/Inbox';

export function Talk() {
  const say = useWords().talk;
  const alone = usePathname() === '/rooms';
  return (
    <Panes label={say.inbox} list={<Inbox level={alone ? 1 : 2} />}>
      <Slot />
    </Panes>
  );
}
