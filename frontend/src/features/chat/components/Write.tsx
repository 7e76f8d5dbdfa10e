// One's own next words: new ones, an answer to somebody, or better ones for something said.
import { use, useMemo, useRef, useState } from 'react';
import type { Schemas } from '@/api/client';
import { AttachButton, Given } from '@/features/media/components/Attaching';
import { SpeakButton, Speaking } from '@/features/media/components/Speaking';
import { useMaySpeak, useVoice } from '@/features/media/speaking';
import { PickedPhotos } from '@/features/media/components/PickedPhotos';
import { useMayUpload, usePicks } from '@/features/media/uploading';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { now } from '@/lib/clock';
import { useNow } from '@/lib/useNow';
import { LiveContext } from '@/realtime/useTopic';
import { Box, Row } from '@/ui/Box';
import { Quote } from '@/ui/Bubble';
import { IconButton } from '@/ui/Button';
import { Composer } from '@/ui/Composer';
import { Text } from '@/ui/Text';
import { useEdit } from '../acting';
import { allowedOf, namedIn, quietIn, useCalls } from '../calling';
import { useCompletions } from '../completing';
import type { Member, Message } from '../data';
import { useDraft } from '../drafting';
import type { useSend } from '../sending';
import { Calls } from './Calls';
import { ShareButton } from './ShareButton';
import { quoted } from './Spoken';

const TYPING_EVERY_MS = 4_000;
const MOST_PHOTOS = 10;

/** What the words are for, besides being said. */
export type Purpose = { kind: 'reply' | 'edit'; message: Message } | null;

export interface WriteProps {
  room: string;
  kind: Schemas['RoomCard']['kind'];
  me: string;
  members: readonly Member[];
  may: readonly string[];
  draft: string;
  /** Seconds between two messages of mine, and when I last said something. */
  slow: { seconds: number; since: number };
  purpose: Purpose;
  onDone: () => void;
  /** My last words, to put them right. */
  onUp: () => void;
  send: ReturnType<typeof useSend>['send'];
}

export function Write(props: WriteProps) {
  return props.purpose?.kind === 'edit' ? (
    <Edit {...props} message={props.purpose.message} />
  ) : (
    <New {...props} reply={props.purpose?.message ?? null} />
  );
}

function Edit(props: WriteProps & { message: Message }) {
  const { room, me, members, may, message, onDone } = props;
  const words = useWords();
  const say = words.chat;
  const edit = useEdit(room);
  const [text, setText] = useState(message.body);
  const find = useCompletions(members, me, may);
  const calls = useCalls(null, () => quietIn(message, members));
  const named = namedIn(text, members, me, may);
  const typed = (next: string) => {
    calls.typed(text, next);
    setText(next);
  };
  const go = () => {
    const body = text.trim();
    const allowed_mentions = allowedOf(calls.quiet, named);
    if (body) edit.mutate({ message: message.id, body, allowed_mentions }, { onSuccess: onDone });
  };
  return (
    <Box surface="low">
      <For title={say.editing} message={message} onDone={onDone} />
      {edit.error && (
        <Box padX="l" role="alert">
          <Text kind="small" ink="bad">
            {explain(words, edit.error)}
          </Text>
        </Box>
      )}
      {props.kind !== 'direct' && <Calls calls={calls} named={named} />}
      <Composer
        label={say.write}
        sendLabel={words.common.save}
        value={text}
        onChange={typed}
        onSend={go}
        onEscape={onDone}
        completions={{ label: say.callSomebody, find }}
        waits={edit.isPending}
        focused
      />
    </Box>
  );
}

function New(props: WriteProps & { reply: Message | null }) {
  const { room, me, members, may, reply, onDone, onUp, send } = props;
  const say = useWords().chat;
  const live = use(LiveContext);
  const draft = useDraft(room, props.draft, may.includes('draft'));
  const find = useCompletions(members, me, may);
  const told = useRef(0);
  const wait = useWait(props.slow);
  const calls = useCalls(room);
  const named = namedIn(draft.text, members, me, may);
  const typed = (next: string) => {
    calls.typed(draft.text, next);
    draft.write(next);
    if (!next || Date.now() - told.current < TYPING_EVERY_MS) return;
    told.current = Date.now();
    live?.socket.say({ do: 'typing', body: { room } });
  };
  const photos = usePicks(MOST_PHOTOS);
  const attaches = useMayUpload() && may.includes('attach');
  const voice = useVoice((id) => {
    send('', reply?.id ?? null, { attachments: [{ id, alt: '' }] });
    if (reply) onDone();
  });
  const speaks = useMaySpeak() && may.includes('attach');
  const pending = photos.picks.some(({ id }) => id === null);
  const go = () => {
    const body = draft.text.trim();
    if (pending || (!body && photos.picks.length === 0)) return;
    const allowed_mentions = allowedOf(calls.quiet, named);
    send(body, reply?.id ?? null, { attachments: photos.take(), allowed_mentions });
    draft.said();
    calls.choose(new Set());
    told.current = 0;
    if (reply) onDone();
  };
  return (
    <Box surface="low">
      {reply && <For title={say.replying} message={reply} onDone={onDone} />}
      {wait > 0 && (
        <Box padX="l" role="status">
          <Text kind="small" ink="soft">
            {say.slow(wait)}
          </Text>
        </Box>
      )}
      {attaches && <Given photos={photos} />}
      <PickedPhotos chosen={photos} />
      {props.kind !== 'direct' && <Calls calls={calls} named={named} />}
      {voice.state.kind !== 'off' ? (
        <Speaking voice={voice} waits={wait > 0} />
      ) : (
        <Composer
          label={say.write}
          sendLabel={say.send}
          value={draft.text}
          onChange={typed}
          onSend={go}
          onUp={onUp}
          onEscape={reply ? onDone : undefined}
          completions={{ label: say.callSomebody, find }}
          waits={wait > 0 || pending}
          empty={speaks && <SpeakButton voice={voice} />}
          carries={photos.picks.length > 0}
          focused={reply !== null}
          before={
            may.includes('attach') && (
              <>
                <ShareButton room={room} onShare={(share) => send('', null, { share })} />
                {attaches && <AttachButton photos={photos} />}
              </>
            )
          }
        />
      )}
    </Box>
  );
}

/** How many seconds slow mode lets me wait. */
function useWait({ seconds, since }: WriteProps['slow']): number {
  const at = useNow(1_000);
  const until = useMemo(() => (seconds ? since + seconds * 1000 : 0), [seconds, since]);
  return Math.max(0, Math.ceil((until - Math.max(at, now())) / 1000));
}

function For({ title, message, onDone }: { title: string; message: Message; onDone: () => void }) {
  const words = useWords();
  return (
    <Row padX="l" padY="s" gap="m">
      <Box grow gap="xs">
        <Text kind="label" ink="ember">
          {title}
        </Text>
        <Quote {...quoted(words, message)} />
      </Box>
      <IconButton icon="close" label={words.common.cancel} onPress={onDone} />
    </Row>
  );
}
