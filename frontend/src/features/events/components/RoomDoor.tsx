// The way into the event's room, for whoever has a seat in it.
import { useEventRoom } from '@/features/chat/data';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Icon } from '@/ui/Icon';
import { Item } from '@/ui/Item';
import { Count } from '@/ui/Shell';
import { Text } from '@/ui/Text';
import type { EventCard } from '../words';

/** Whoever asks, waits or was removed is not in it. */
const IN_ROOM = ['host', 'going', 'maybe'];

export function RoomDoor({ event }: { event: EventCard }) {
  const words = useWords();
  const mine = IN_ROOM.includes(event.mine ?? '');
  const { data } = useEventRoom(event.id, mine);
  if (!mine || !data) return null;
  return (
    <Box role="list" label={words.events.room}>
      <Item
        href={`/rooms/${data.room.id}`}
        before={<Icon name="chat" />}
        after={<Count value={data.room.unread} />}
        testID="open-room"
      >
        <Text kind="strong">{words.events.room}</Text>
        <Text kind="small" ink="faint">
          {words.events.roomHint}
        </Text>
      </Item>
    </Box>
  );
}
