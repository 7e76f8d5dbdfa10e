// My rooms, the last spoken in first; what strangers wrote; and what I am looking for among all that was said.
import { usePathname } from 'expo-router';
import { useDots } from '@/features/presence/data';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { useStore } from '@/lib/store';
import { Box } from '@/ui/Box';
import { Button, IconButton } from '@/ui/Button';
import { Choice } from '@/ui/Choice';
import { Field } from '@/ui/Field';
import { Head } from '@/ui/Head';
import { Empty, Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { useRequests, useRooms } from '../data';
import { inbox } from '../search';
import { Found } from './Found';
import { RoomItem } from './RoomItem';

export function Inbox({ level }: { level: 1 | 2 }) {
  const words = useWords();
  const say = words.talk;
  const { tab, words: sought, room } = useStore(inbox);
  const set = (change: Partial<ReturnType<typeof inbox.get>>) => inbox.set({ ...inbox.get(), ...change });
  const waiting = useRequests().data?.data.length ?? 0;
  return (
    <Box grow>
      <Head title={words.chat.title} level={level}>
        <IconButton icon="edit" label={say.compose} href="/rooms/new" />
      </Head>
      <Box padX="l" gap="m">
        <Field
          kind="search"
          hideLabel
          label={say.search}
          placeholder={room ? say.room.searchHere : say.search}
          value={sought}
          max={100}
          onChange={(next) => set({ words: next })}
        />
        {room && sought === '' && (
          <Button size="s" icon="close" label={say.everywhere} onPress={() => set({ room: null })} />
        )}
        {sought === '' && (
          <Choice
            label={say.tabsLabel}
            value={tab}
            onChange={(next) => set({ tab: next })}
            options={[
              { value: 'rooms', label: say.tabs.rooms },
              { value: 'requests', label: waiting ? say.requestsCount(waiting) : say.tabs.requests },
            ]}
          />
        )}
      </Box>
      {sought.trim() ? (
        <Found words={sought.trim()} room={room} onAll={room ? () => set({ room: null }) : undefined} />
      ) : tab === 'requests' ? (
        <Requests />
      ) : (
        <Mine />
      )}
    </Box>
  );
}

const useHere = (): string => usePathname().split('/')[2] ?? '';

function Mine() {
  const words = useWords();
  const say = words.chat;
  const dot = useDots();
  const here = useHere();
  return (
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
              <RoomItem
                key={room.id}
                room={room}
                here={room.id === here}
                dot={dot(room.kind === 'direct' ? room.people[0]?.id : undefined)}
              />
            ))}
          </Box>
        </Scroll>
      )}
    </Loaded>
  );
}

function Requests() {
  const words = useWords();
  const say = words.talk;
  const here = useHere();
  return (
    <Loaded
      answer={useRequests()}
      explain={(failure) => explain(words, failure)}
      empty={{
        when: ({ data }) => data.length === 0,
        show: <Empty icon="mail" title={say.noRequests} lead={say.noRequestsLead} />,
      }}
    >
      {({ data }) => (
        <Scroll pad="s">
          <Box role="list" label={say.tabs.requests} gap="xs">
            {data.map((room) => (
              <RoomItem key={room.id} room={room} here={room.id === here} dot={null} />
            ))}
          </Box>
        </Scroll>
      )}
    </Loaded>
  );
}
