// Messages that were looked for; each opens its room where it was said.
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Avatar } from '@/ui/Avatar';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Item } from '@/ui/Item';
import { Empty, Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { type Message, useRooms } from '../data';
import { useFound, usePaused } from '../search';
import { inShort, nameOf } from '../words';
import { shortTime } from './RoomItem';

interface FoundProps {
  words: string;
  room: string | null;
  /** Look in all rooms instead of one. */
  onAll?: () => void;
}

export function Found({ words: sought, room, onAll }: FoundProps) {
  const words = useWords();
  const say = words.talk;
  const rooms = useRooms().data?.data ?? [];
  const paused = usePaused(sought);
  const answer = useFound(paused, room);
  const where = (id: string) => rooms.find((one) => one.id === id);
  const only = room ? where(room) : undefined;
  return (
    <Loaded
      answer={answer}
      explain={(failure) => explain(words, failure)}
      empty={{
        when: ({ pages }) => pages[0]?.data.length === 0,
        show: (
          <Empty icon="search" title={say.searchNone} lead={say.searchNoneLead}>
            {onAll && <Button label={say.search} onPress={onAll} />}
          </Empty>
        ),
      }}
    >
      {({ pages }) => (
        <Scroll pad="s" gap="s">
          {only && (
            <Row padX="m" gap="s">
              <Text kind="small" ink="soft" grow lines={1}>
                {nameOf(words, only)}
              </Text>
              {onAll && <Button size="s" kind="plain" label={say.everywhere} onPress={onAll} />}
            </Row>
          )}
          <Box role="list" label={say.found} gap="xs">
            {pages
              .flatMap(({ data }) => data)
              .map((message) => {
                const card = where(message.room_id);
                return <Hit key={message.id} message={message} room={card ? nameOf(words, card) : ''} />;
              })}
          </Box>
          {answer.hasNextPage && (
            <Button
              full
              label={say.moreFound}
              busy={answer.isFetchingNextPage}
              onPress={() => void answer.fetchNextPage()}
            />
          )}
        </Scroll>
      )}
    </Loaded>
  );
}

function Hit({ message, room }: { message: Message; room: string }) {
  const words = useWords();
  const name = message.author?.display_name ?? words.chat.somebody;
  return (
    <Item
      href={`/rooms/${message.room_id}?message=${message.id}`}
      testID={`found-${message.id}`}
      before={<Avatar person={message.author ?? { id: message.id, display_name: name, medium: null }} />}
    >
      <Row gap="s">
        <Text kind="strong" lines={1} grow>
          {room && room !== name ? `${name} · ${room}` : name}
        </Text>
        <Text kind="small" ink="faint">
          {shortTime(message.sent_at, words.locale)}
        </Text>
      </Row>
      <Text kind="small" ink="soft" lines={2}>
        {inShort(words, message)}
      </Text>
    </Item>
  );
}
