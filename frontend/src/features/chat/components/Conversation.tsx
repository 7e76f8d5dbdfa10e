// What was said in the room, then what I said and the server has not confirmed yet.
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Announce } from '@/ui/Announce';
import { Box, Row } from '@/ui/Box';
import { Bubble } from '@/ui/Bubble';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Loaded';
import { Log } from '@/ui/Log';
import { Text } from '@/ui/Text';
import { type Message, useEarlier } from '../data';
import type { Unsent, useSend } from '../sending';
import type { Conversation as Said } from '../signals';
import { useNews } from '../useNews';
import { MessageSheet } from './MessageSheet';
import { Spoken } from './Spoken';

interface ConversationProps {
  room: string;
  said: Said;
  me: string;
  may: readonly string[];
  sending: ReturnType<typeof useSend>;
  onReply: (message: Message) => void;
  onEdit: (message: Message) => void;
}

export function Conversation({ room, said, me, may, sending, onReply, onEdit }: ConversationProps) {
  const say = useWords().chat;
  const earlier = useEarlier(room);
  const [open, setOpen] = useState<string | null>(null);
  const { messages } = said;
  const byId = new Map(messages.map((message) => [message.id, message]));
  const chosen = open ? byId.get(open) : undefined;
  const unsent = sending.outbox.filter((one) => !byId.has(one.id));
  const news = useNews(messages, me);
  if (messages.length === 0 && unsent.length === 0)
    return <Empty icon="chat" title={say.nothingSaid} lead={say.sayHello} />;
  const page = () => {
    const oldest = messages[0];
    if (said.earlier && oldest && !earlier.isPending) earlier.mutate(oldest.seq);
  };
  return (
    <>
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
            answered={message.reply_to ? byId.get(message.reply_to) : undefined}
            me={me}
            may={may}
            onOpen={({ id }) => setOpen(id)}
          />
        ))}
        {unsent.map((one) => (
          <Pending key={one.id} one={one} sending={sending} />
        ))}
      </Log>
      <Announce text={news} />
      {chosen && (
        <MessageSheet
          room={room}
          message={chosen}
          mine={chosen.author?.id === me}
          may={may}
          onReply={onReply}
          onEdit={onEdit}
          onClose={() => setOpen(null)}
        />
      )}
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
            <Button size="s" icon="again" label={say.retry} onPress={() => sending.again(one)} />
          </Row>
        </Box>
      )}
    </Bubble>
  );
}
