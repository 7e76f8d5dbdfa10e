// /rooms: on phones the list; on wide screens, where the list is beside it, an invitation to choose.
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Empty } from '@/ui/Loaded';
import { useWide } from '@/ui/Shell';
import { Inbox } from '../components/Inbox';

export function Rooms() {
  const say = useWords().talk;
  const wide = useWide();
  return (
    <Box grow role="main">
      {wide ? <Empty icon="chat" title={say.choose} lead={say.chooseLead} /> : <Inbox level={1} />}
    </Box>
  );
}
