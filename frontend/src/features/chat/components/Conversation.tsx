// What was said in the room, then what I said and the server has not confirmed yet.
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { now } from '@/lib/clock';
import { timeZone } from '@/lib/device';
import { clockTime, dayWords } from '@/lib/time';
import { Box, Row } from '@/ui/Box';
import { Bubble } from '@/ui/Bubble';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Loaded';
import { Log } from '@/ui/Log';
import { Text } from '@/ui/Text';
import { type Message, type Unsent, useEarlier, type useSend } from '../data';
import type { Conversation as Said } from '../signals';

const PAUSE_MS = 5 * 60_000;

interface ConversationProps {
  room: string;
  said: Said;
  me: string;
  sending: ReturnType<typeof useSend>;
}

export function Conversation({ room, said, me, sending }: ConversationProps) {
  const say = useWords().chat;
  const earlier = useEarlier(room);
  const { messages } = said;
  const known = new Set(messages.map((message) => message.id));
  const unsent = sending.outbox.filter((one) => !known.has(one.id));
  if (messages.length === 0 && unsent.length === 0)
    return <Empty icon="chat" title={say.nothingSaid} lead={say.sayHello} />;
  const page = () => {
    const oldest = messages[0];
    if (said.earlier && oldest && !earlier.isPending) earlier.mutate(oldest.seq);
  };
  return (
    <Log
      label={say.log}
      onTop={page}
      top={
        said.earlier && (
          <Box align="center">
            <Button kind="plain" size="s" label={say.earlier} busy={earlier.isPending} onPress={page} />
          </Box>
        )
      }
    >
      {messages.map((message, at) => (
        <Spoken
          key={message.id}
          message={message}
          before={messages[at - 1]}
          after={messages[at + 1]}
          me={me}
        />
      ))}
      {unsent.map((one) => (
        <Pending key={one.id} one={one} sending={sending} />
      ))}
    </Log>
  );
}

const together = (a: Message | undefined, b: Message | undefined): boolean =>
  !!a &&
  !!b &&
  a.author?.id === b.author?.id &&
  Math.abs(Date.parse(b.sent_at) - Date.parse(a.sent_at)) < PAUSE_MS;

function Spoken({
  message,
  before,
  after,
  me,
}: {
  message: Message;
  before: Message | undefined;
  after: Message | undefined;
  me: string;
}) {
  const words = useWords();
  const say = words.chat;
  const zone = timeZone();
  const at = Date.parse(message.sent_at);
  const newDay =
    !before ||
    dayWords(Date.parse(before.sent_at), now(), zone, words.locale) !==
      dayWords(at, now(), zone, words.locale);
  const time = together(message, after) ? '' : clockTime(at, zone, words.locale);
  return (
    <>
      {newDay && (
        <Box padY="m" align="center">
          <Text kind="tiny" ink="faint">
            {dayWords(at, now(), zone, words.locale)}
          </Text>
        </Box>
      )}
      <Bubble
        testID={`message-${message.id}`}
        mine={message.author?.id === me}
        author={message.author}
        name={message.author?.display_name ?? say.somebody}
        first={newDay || !together(before, message)}
        text={message.deleted_at ? say.deleted : message.body}
        gone={!!message.deleted_at}
        note={[time, message.edited_at && !message.deleted_at ? say.edited : ''].filter(Boolean).join(' · ')}
      />
    </>
  );
}

function Pending({ one, sending }: { one: Unsent; sending: ConversationProps['sending'] }) {
  const words = useWords();
  const say = words.chat;
  return (
    <Bubble mine author={null} name={say.you} first text={one.body} note={one.failed ? '' : say.sending}>
      {one.failed && (
        <Box align="flex-end" gap="xs" role="alert">
          <Text kind="small" ink="bad">
            {sending.refusal ? explain(words, sending.refusal) : say.failed}
          </Text>
          <Row gap="xs">
            <Button size="s" kind="plain" label={say.discard} onPress={() => sending.discard(one.id)} />
            <Button size="s" icon="again" label={say.retry} onPress={() => sending.send(one.body, one.id)} />
          </Row>
        </Box>
      )}
    </Bubble>
  );
}
