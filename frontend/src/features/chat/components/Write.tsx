// One's own next words: new ones, an answer to somebody, or better ones for something said.
import { use, useRef, useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { LiveContext } from '@/realtime/useTopic';
import { Box, Row } from '@/ui/Box';
import { Quote } from '@/ui/Bubble';
import { IconButton } from '@/ui/Button';
import { Composer } from '@/ui/Composer';
import { Text } from '@/ui/Text';
import { useEdit } from '../acting';
import type { Message } from '../data';
import { quoted } from './Spoken';

const TYPING_EVERY_MS = 4_000;

/** What the words are for, besides being said. */
export type Purpose = { kind: 'reply' | 'edit'; message: Message } | null;

export interface WriteProps {
  room: string;
  purpose: Purpose;
  onDone: () => void;
  send: (body: string, replyTo: string | null) => void;
}

export function Write({ room, purpose, onDone, send }: WriteProps) {
  const words = useWords();
  const say = words.chat;
  const live = use(LiveContext);
  const edit = useEdit(room);
  const editing = purpose?.kind === 'edit' ? purpose.message : null;
  const [text, setText] = useState(editing?.body ?? '');
  const told = useRef(0);
  const typed = (next: string) => {
    setText(next);
    if (!next || editing || Date.now() - told.current < TYPING_EVERY_MS) return;
    told.current = Date.now();
    live?.socket.say({ do: 'typing', body: { room } });
  };
  const go = () => {
    const body = text.trim();
    if (!body) return;
    if (editing) return edit.mutate({ message: editing.id, body }, { onSuccess: onDone });
    send(body, purpose?.message.id ?? null);
    setText('');
    told.current = 0;
    if (purpose) onDone();
  };
  return (
    <Box surface="low">
      {purpose && (
        <Row padX="l" padY="s" gap="m">
          <Box grow gap="xs">
            <Text kind="label" ink="ember">
              {editing ? say.editing : say.replying}
            </Text>
            <Quote {...quoted(say, purpose.message)} />
          </Box>
          <IconButton icon="close" label={words.common.cancel} onPress={onDone} />
        </Row>
      )}
      {edit.error && (
        <Box padX="l" role="alert">
          <Text kind="small" ink="bad">
            {explain(words, edit.error)}
          </Text>
        </Box>
      )}
      <Composer
        label={say.write}
        sendLabel={editing ? words.common.save : say.send}
        value={text}
        onChange={typed}
        onSend={go}
        focused={purpose !== null}
      />
    </Box>
  );
}
