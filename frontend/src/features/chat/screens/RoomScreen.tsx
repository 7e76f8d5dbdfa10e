// A room: what was said, who is writing, and one's own next words.
import { useLocalSearchParams } from 'expo-router';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { Schemas } from '@/api/client';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { isSeen, onReturn } from '@/lib/device';
import { useStore } from '@/lib/store';
import { useTopic } from '@/realtime/useTopic';
import { session } from '@/session/session';
import { Box } from '@/ui/Box';
import { Loaded } from '@/ui/Loaded';
import { Text } from '@/ui/Text';
import { Conversation } from '../components/Conversation';
import { KeepButton } from '../components/Keep';
import { Pins } from '../components/Pins';
import { RequestBar } from '../components/RequestBar';
import { RoomHead } from '../components/RoomHead';
import { type Purpose, Write } from '../components/Write';
import { type Message, useMembers, useRead, useRoom } from '../data';
import { useHistory } from '../history';
import { SecretState } from '../components/SecretState';
import { unsealed, useSecret } from '../secret/looking';
import { useSend } from '../sending';

export function RoomScreen() {
  const { id, message } = useLocalSearchParams<{ id: string; message?: string }>();
  return <Room key={id} id={id} message={message ?? null} />;
}

function Room({ id, message }: { id: string; message: string | null }) {
  const words = useWords();
  const room = useRoom(id);
  const history = useHistory(id);
  useTopic(`room:${id}`, history.live.data?.place);
  return (
    <Box grow width="read" role="main">
      <Loaded answer={room} explain={(failure) => explain(words, failure)}>
        {(data) => (
          <Loaded answer={history.live} explain={(failure) => explain(words, failure)}>
            {() => <Open room={data} history={history} message={message} />}
          </Loaded>
        )}
      </Loaded>
    </Box>
  );
}

interface OpenProps {
  room: Schemas['Room'];
  history: ReturnType<typeof useHistory>;
  message: string | null;
}

/** The screen's own seq of what was last in view, told when somebody really looks. */
function useSeen(id: string): (seq: number) => void {
  const read = useRead(id);
  const seen = useRef(0);
  const tell = useEffectEvent(() => {
    if (seen.current && isSeen()) read(seen.current);
  });
  useEffect(() => onReturn(() => tell()), []);
  return (seq) => {
    seen.current = Math.max(seen.current, seq);
    if (isSeen()) read(seen.current);
  };
}

function Open({ room, history, message }: OpenProps) {
  const words = useWords();
  const { room: card, capabilities: may } = room;
  const id = card.id;
  const state = useStore(session);
  const me = state.kind === 'in' ? state.userId : '';
  const members = useMembers(id).data ?? NOBODY;
  const secret = useSecret(card, history.live.data?.messages);
  const sending = useSend(id, secret?.people);
  const onSeen = useSeen(id);
  const said = secret?.said;
  const [purpose, setPurpose] = useState<Purpose>(null);
  const [readSeq] = useState(card.read_seq);
  const { jump } = history;
  const shown = useMemo(
    () =>
      history.shown && {
        ...history.shown,
        messages: history.shown.messages.map((one) => unsealed(words, said, one)),
      },
    [history.shown, said, words],
  );
  useEffect(() => {
    if (message) jump(message);
  }, [message, jump]);
  const mine = lastOf(shown?.messages ?? [], me);
  const slow = may.includes('moderate') ? 0 : room.settings.slow_seconds;
  return (
    <>
      <RoomHead room={card} members={members} me={me} />
      {history.failed && (
        <Box padX="l" padY="xs" role="alert">
          <Text kind="small" ink="bad">
            {explain(words, history.failed)}
          </Text>
        </Box>
      )}
      <Pins room={id} may={may} onJump={jump} />
      {shown && (
        <Conversation
          room={id}
          shown={shown}
          history={history}
          members={members}
          readSeq={readSeq}
          me={me}
          may={may}
          sending={sending}
          onSeen={onSeen}
          onReply={(one) => setPurpose({ kind: 'reply', message: one })}
          onEdit={(one) => setPurpose({ kind: 'edit', message: one })}
        />
      )}
      {card.request === 'theirs' && <RequestBar room={card} may={may} />}
      {secret && <SecretState secret={secret} room={card} />}
      {secret && (!secret.opened || secret.waits || secret.failure) ? null : may.includes('send') ? (
        <Write
          key={purpose?.kind === 'edit' ? purpose.message.id : 'new'}
          room={id}
          kind={card.kind}
          me={me}
          members={members}
          may={may}
          draft={card.draft}
          slow={{ seconds: slow, since: mine ? Date.parse(mine.sent_at) : 0 }}
          purpose={purpose}
          onDone={() => setPurpose(null)}
          onUp={() => mine && setPurpose({ kind: 'edit', message: mine })}
          send={(...what) => {
            history.toEnd(); // whoever speaks sees what they said
            sending.send(...what);
          }}
        />
      ) : (
        <Closed room={room} />
      )}
    </>
  );
}

const NOBODY: never[] = [];

const lastOf = (messages: readonly Message[], me: string): Message | undefined =>
  messages.findLast(({ author, deleted_at, system }) => author?.id === me && !deleted_at && !system);

/** Why nothing can be said here. */
function Closed({ room: { room, settings } }: { room: Schemas['Room'] }) {
  const { chat, talk } = useWords();
  const why = room.left_at
    ? chat.youLeft
    : room.closed_at
      ? chat.closed
      : room.request === 'mine'
        ? talk.request.full
        : settings.locked
          ? chat.locked
          : settings.announcements
            ? chat.announcements
            : chat.closed;
  return (
    <Box pad="l" gap="s" surface="low" align="center">
      <Box role="status">
        <Text ink="faint" centre>
          {why}
        </Text>
      </Box>
      {(room.closed_at ?? room.left_at) && <KeepButton room={room} full />}
    </Box>
  );
}
