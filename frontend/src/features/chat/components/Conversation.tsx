// What was said in the room, then what I said and the server has not confirmed yet.
import { useCallback, useMemo, useState } from 'react';
import { Attached } from '@/features/media/components/Attached';
import type { Attachment } from '@/features/media/data';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { useConnection } from '@/realtime/useTopic';
import { Announce } from '@/ui/Announce';
import { Box, Row } from '@/ui/Box';
import { Bubble } from '@/ui/Bubble';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Loaded';
import { Log } from '@/ui/Log';
import { Text } from '@/ui/Text';
import { useReact } from '../acting';
import type { Member, Message } from '../data';
import { useReceipts } from '../receipts';
import type { Unsent, useSend } from '../sending';
import type { Shown, useHistory } from '../history';
import { useNews } from '../useNews';
import { useLasting } from '../useLasting';
import { ShareCard } from './Cards';
import { MessageSheet } from './MessageSheet';
import { Spoken } from './Spoken';

interface ConversationProps {
  room: string;
  shown: Shown;
  history: ReturnType<typeof useHistory>;
  members: readonly Member[];
  /** How far I had read when I came. */
  readSeq: number;
  me: string;
  may: readonly string[];
  sending: ReturnType<typeof useSend>;
  /** Somebody reads up to here, on this screen. */
  onSeen: (seq: number) => void;
  onReply: (message: Message) => void;
  onEdit: (message: Message) => void;
}

type Line = { id: string; message: Message; unsent: null } | { id: string; message: null; unsent: Unsent };

const idOf = (line: Line): string => line.id;

export function Conversation(props: ConversationProps) {
  const { room, shown, history, members, readSeq, me, may, sending } = props;
  const say = useWords().chat;
  const { mutate: react } = useReact(room);
  const [open, setOpen] = useState<string | null>(null);
  const messages = useLasting(shown.messages);
  const byId = useMemo(() => new Map(messages.map((message) => [message.id, message])), [messages]);
  const chosen = open ? byId.get(open) : undefined;
  const waiting = shown.later ? [] : sending.outbox.filter((one) => !byId.has(one.id));
  const lines: Line[] = useMemo(
    () => messages.map((message) => ({ id: message.id, message, unsent: null })),
    [messages],
  );
  const [firstNew] = useState(
    () => messages.find(({ seq, author, system }) => seq > readSeq && author?.id !== me && !system)?.id,
  );
  const receipts = useReceipts(messages, members, me);
  const news = useNews(messages, me);
  const { jump } = history;
  const onOpen = useCallback((id: string) => setOpen(id), []);
  const onJump = useCallback((id: string) => jump(id), [jump]);
  const onReact = useCallback(
    (message: string, emoji: string, on: boolean) => react({ message, emoji, on }),
    [react],
  );
  const [first] = useState(() => (firstNew ? { id: firstNew } : null));
  if (messages.length === 0 && waiting.length === 0)
    return <Empty icon="chat" title={say.nothingSaid} lead={say.sayHello} />;
  return (
    <>
      <Log
        label={say.log}
        rows={waiting.length ? [...lines, ...waiting.map(asLine)] : lines}
        idOf={idOf}
        aim={history.aim ?? first}
        toEnd={say.newest}
        onEnd={shown.later ? history.toEnd : undefined}
        onTop={history.earlier}
        onBottom={shown.later ? history.later : undefined}
        onSeen={({ message }) => message && props.onSeen(message.seq)}
        top={
          shown.earlier && (
            <Box align="center">
              <Button
                kind="plain"
                size="s"
                label={say.earlier}
                busy={history.busy}
                onPress={history.earlier}
              />
            </Box>
          )
        }
        draw={({ message, unsent }, at, stop) =>
          message ? (
            <Spoken
              message={message}
              before={messages[at - 1]}
              after={messages[at + 1]}
              answered={message.reply_to ? byId.get(message.reply_to) : undefined}
              members={members}
              me={me}
              may={may}
              firstNew={message.id === firstNew}
              sought={message.id === history.aim?.id}
              stop={stop}
              readBy={receipts.get(message.id) ?? ''}
              onOpen={onOpen}
              onJump={onJump}
              onReact={onReact}
            />
          ) : (
            <Pending one={unsent} sending={sending} />
          )
        }
      />
      <Announce text={news} />
      {chosen && (
        <MessageSheet
          room={room}
          message={chosen}
          mine={chosen.author?.id === me}
          may={may}
          onReply={props.onReply}
          onEdit={props.onEdit}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

const asLine = (unsent: Unsent): Line => ({ id: unsent.id, message: null, unsent });

/** What is attached, before the server has said anything about it. */
const unchecked = ({ id, alt = '' }: Unsent['attachments'][number]): Attachment => ({
  id,
  alt,
  kind: 'photo',
  state: 'checking',
});

function Pending({ one, sending }: { one: Unsent; sending: ConversationProps['sending'] }) {
  const words = useWords();
  const say = words.chat;
  const online = useConnection() === 'ready';
  return (
    <Bubble
      mine
      author={null}
      name={say.you}
      first
      text={one.body}
      note={one.refusal ? '' : online ? say.sending : say.waitsForLine}
      card={
        <>
          <Attached those={one.attachments.map(unchecked)} />
          {one.share && <ShareCard share={one.share} author={null} mine />}
        </>
      }
    >
      {one.refusal && (
        <Box align="flex-end" gap="xs" role="alert">
          <Text kind="small" ink="bad">
            {`${say.failed} ${explain(words, one.refusal)}`}
          </Text>
          <Row gap="xs">
            <Button size="s" kind="plain" label={say.discard} onPress={() => sending.discard(one.id)} />
            <Button size="s" icon="again" label={say.retry} onPress={() => sending.again(one)} />
          </Row>
        </Box>
      )}
    </Bubble>
  );
}
