// A room as a line of the list: who or what, the last words or my draft, and what waits for me there.
import { useWords } from '@/i18n/useWords';
import { now } from '@/lib/clock';
import { timeZone } from '@/lib/device';
import { clockTime, dayWords } from '@/lib/time';
import { Avatar, type Dot } from '@/ui/Avatar';
import { Row } from '@/ui/Box';
import { Icon } from '@/ui/Icon';
import { Item } from '@/ui/Item';
import { Count } from '@/ui/Shell';
import { Mark } from '@/ui/Mark';
import { Text } from '@/ui/Text';
import type { RoomCard } from '../data';
import { faceOf, lastWords, nameOf } from '../words';
import { isMuted } from './MuteButton';

export interface RoomItemProps {
  room: RoomCard;
  here: boolean;
  dot: Dot | null;
}

export function RoomItem({ room, here, dot }: RoomItemProps) {
  const words = useWords();
  const say = words.talk;
  const name = nameOf(words, room);
  const last = lastWords(words, room);
  const face = faceOf(words, room);
  return (
    <Item
      href={`/rooms/${room.id}`}
      testID={`room-${room.id}`}
      selected={here}
      before={<Avatar person={face} dot={dot} />}
      after={
        (room.unread > 0 || room.mentions > 0) && (
          <Row gap="xs">
            {room.mentions > 0 && <Mark icon="at" label={say.mentions(room.mentions)} />}
            <Count value={room.unread} />
          </Row>
        )
      }
    >
      <Row gap="s">
        <Text kind="strong" lines={1} grow>
          {name}
        </Text>
        {room.secret && <Icon name="lock" size={14} ink="faint" label={words.secret.mark} />}
        {isMuted(room) && <Icon name="quiet" size={14} ink="faint" label={say.mutedMark} />}
        {room.left_at && <Icon name="leave" size={14} ink="faint" label={say.leftMark} />}
        {room.last && (
          <Text kind="small" ink="faint">
            {shortTime(room.last.sent_at, words.locale)}
          </Text>
        )}
      </Row>
      <Text kind="small" ink={room.draft && !here ? 'ember' : room.unread ? 'normal' : 'faint'} lines={1}>
        {room.draft && !here ? say.draft(room.draft) : (last ?? words.chat.people(room.member_count))}
      </Text>
    </Item>
  );
}

export function shortTime(sentAt: string, locale: string): string {
  const [at, zone] = [Date.parse(sentAt), timeZone()];
  return now() - at < 20 * 3_600_000 ? clockTime(at, zone, locale) : dayWords(at, now(), zone, locale);
}
