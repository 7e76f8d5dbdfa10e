// My rooms, the last spoken in first.
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { now } from '@/lib/clock';
import { timeZone } from '@/lib/device';
import { clockTime, dayWords } from '@/lib/time';
import { Avatar } from '@/ui/Avatar';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Head } from '@/ui/Head';
import { Icon } from '@/ui/Icon';
import { Item } from '@/ui/Item';
import { Empty, Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Count } from '@/ui/Shell';
import { Text } from '@/ui/Text';
import { isMuted } from '../components/MuteButton';
import { type RoomCard, useRooms } from '../data';
import { happened } from '../happened';

export function Rooms() {
  const words = useWords();
  const say = words.chat;
  return (
    <Box grow width="page" role="main">
      <Head title={say.title} />
      <Loaded
        answer={useRooms()}
        explain={(failure) => explain(words, failure)}
        empty={{
          when: ({ data }) => data.length === 0,
          show: (
            <Empty icon="chat" title={say.none} lead={say.noneLead}>
              <Button kind="ember" label={words.events.lookAround} href="/" />
            </Empty>
          ),
        }}
      >
        {({ data }) => (
          <Scroll pad="s">
            <Box role="list" label={say.title} gap="xs">
              {data.map((room) => (
                <RoomItem key={room.id} room={room} />
              ))}
            </Box>
          </Scroll>
        )}
      </Loaded>
    </Box>
  );
}

function RoomItem({ room }: { room: RoomCard }) {
  const words = useWords();
  const say = words.chat;
  const name = room.title || room.people.map((person) => person.display_name).join(', ') || say.deletedUser;
  const last =
    room.last &&
    (happened(words, room.last) ??
      say.last(
        room.last.author?.display_name ?? say.somebody,
        room.last.deleted_at ? say.deleted : room.last.body,
      ));
  return (
    <Item
      href={`/rooms/${room.id}`}
      testID={`room-${room.id}`}
      before={<Avatar person={room.people[0] ?? { id: room.id, display_name: name }} />}
      after={<Count value={room.unread} />}
    >
      <Row gap="s">
        <Text kind="strong" lines={1} grow>
          {name}
        </Text>
        {isMuted(room) && <Icon name="quiet" size={14} ink="faint" />}
        {room.last && (
          <Text kind="small" ink="faint">
            {shortTime(room.last.sent_at, words.locale)}
          </Text>
        )}
      </Row>
      <Text kind="small" ink={room.unread ? 'normal' : 'faint'} lines={1}>
        {last ?? say.people(room.member_count)}
      </Text>
    </Item>
  );
}

function shortTime(sentAt: string, locale: string): string {
  const [at, zone] = [Date.parse(sentAt), timeZone()];
  return now() - at < 20 * 3_600_000 ? clockTime(at, zone, locale) : dayWords(at, now(), zone, locale);
}
