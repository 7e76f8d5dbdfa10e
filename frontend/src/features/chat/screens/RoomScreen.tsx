// A room: what was said, who is writing, and one's own next words.
import { useLocalSearchParams } from 'expo-router';
import { useEffect, useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { isSeen, onReturn } from '@/lib/device';
import { useStore } from '@/lib/store';
import { useTopic } from '@/realtime/useTopic';
import { session } from '@/session/session';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Head } from '@/ui/Head';
import { Loaded } from '@/ui/Loaded';
import { Text } from '@/ui/Text';
import { Conversation } from '../components/Conversation';
import { MuteButton } from '../components/MuteButton';
import { type Purpose, Write } from '../components/Write';
import { useConversation, useMembers, useRead, useRoom, useTyping } from '../data';
import { useSend } from '../sending';

export function RoomScreen() {
  const { id } = useLocalSearchParams<{ id: string }>();
  return <Room key={id} id={id} />;
}

function Room({ id }: { id: string }) {
  const words = useWords();
  const say = words.chat;
  const room = useRoom(id);
  const conversation = useConversation(id);
  const me = useStore(session);
  const mine = me.kind === 'in' ? me.userId : '';
  useTopic(`room:${id}`, conversation.data?.place);
  const sending = useSend(id);
  const read = useRead(id);
  const [purpose, setPurpose] = useState<Purpose>(null);
  const may = room.data?.capabilities ?? [];
  const last = conversation.data?.messages.at(-1)?.seq ?? 0;
  useEffect(() => {
    const seen = () => {
      if (last && isSeen()) read(last);
    };
    seen();
    return onReturn(seen);
  }, [last, read]);
  const card = room.data?.room;
  const name = card?.title || card?.people.map((person) => person.display_name).join(', ') || '';
  return (
    <Box grow width="page" role="main">
      <Head
        title={name}
        back={{ label: words.common.back, href: '/rooms' }}
        small={<Who id={id} mine={mine} />}
      >
        {card && <MuteButton room={card} />}
        {card?.event_id && (
          <Button kind="quiet" size="s" label={say.event} href={`/events/${card.event_id}`} />
        )}
      </Head>
      <Loaded answer={conversation} explain={(failure) => explain(words, failure)}>
        {(said) => (
          <Conversation
            room={id}
            said={said}
            me={mine}
            may={may}
            sending={sending}
            onReply={(message) => setPurpose({ kind: 'reply', message })}
            onEdit={(message) => setPurpose({ kind: 'edit', message })}
          />
        )}
      </Loaded>
      {room.data &&
        (may.includes('send') ? (
          <Write
            key={purpose?.kind === 'edit' ? purpose.message.id : 'new'}
            room={id}
            purpose={purpose}
            onDone={() => setPurpose(null)}
            send={sending.send}
          />
        ) : (
          <Closed />
        ))}
    </Box>
  );
}

function Closed() {
  const say = useWords().chat;
  return (
    <Box pad="l" surface="low">
      <Text ink="faint" centre>
        {say.closed}
      </Text>
    </Box>
  );
}

function Who({ id, mine }: { id: string; mine: string }) {
  const say = useWords().chat;
  const { data: members } = useMembers(id);
  const { data: typing } = useTyping(id);
  const writer = members?.find((person) => person.id !== mine && typing.includes(person.id));
  return (
    <Text kind="small" ink={writer ? 'soft' : 'faint'} lines={1}>
      {writer
        ? say.typing(writer.display_name)
        : members
          ? members.map((person) => person.display_name).join(', ')
          : ' '}
    </Text>
  );
}
