// One message in the conversation, with what it answers and what others thought of it.
import { memo } from 'react';
import { Attached } from '@/features/media/components/Attached';
import { useWords } from '@/i18n/useWords';
import { now } from '@/lib/clock';
import { timeZone } from '@/lib/device';
import { clockTime, dayWords } from '@/lib/time';
import { Box } from '@/ui/Box';
import { Bubble, Rule } from '@/ui/Bubble';
import { Reactions } from '@/ui/Reactions';
import { Text } from '@/ui/Text';
import type { Member, Message } from '../data';
import { happened } from '../happened';
import { callsMe, piecesOf } from '../pieces';
import { inShort } from '../words';
import { PreviewCard, ShareCard } from './Cards';
import { Translated } from './Translated';

const PAUSE_MS = 5 * 60_000;

const together = (a: Message | undefined, b: Message | undefined): boolean =>
  !!a &&
  !!b &&
  !a.system &&
  !b.system &&
  a.author?.id === b.author?.id &&
  Math.abs(Date.parse(b.sent_at) - Date.parse(a.sent_at)) < PAUSE_MS;

export interface SpokenProps {
  message: Message;
  before: Message | undefined;
  after: Message | undefined;
  /** What it answers, if that is loaded. */
  answered: Message | undefined;
  members: readonly Member[];
  me: string;
  may: readonly string[];
  /** The first that I had not read when I came. */
  firstNew: boolean;
  sought: boolean;
  stop: boolean;
  /** Who has read up to here and no further. */
  readBy: string;
  onOpen: (id: string) => void;
  onJump: (id: string) => void;
  onReact: (message: string, emoji: string, on: boolean) => void;
}

export const Spoken = memo(function Spoken(props: SpokenProps) {
  const { message, before } = props;
  const words = useWords();
  const zone = timeZone();
  const day = (instant: string) => dayWords(Date.parse(instant), now(), zone, words.locale);
  const newDay = !before || day(before.sent_at) !== day(message.sent_at);
  return (
    <>
      {newDay && <Rule text={day(message.sent_at)} />}
      {props.firstNew && <Rule strong text={words.chat.newHere} />}
      {message.system ? (
        <Box padY="s" align="center">
          <Text kind="small" ink="faint" centre>
            {happened(words, message)}
          </Text>
        </Box>
      ) : (
        <Said {...props} newDay={newDay || props.firstNew} />
      )}
      {props.readBy !== '' && (
        <Box align="flex-end">
          <Text kind="tiny" ink="faint" lines={1}>
            {props.readBy}
          </Text>
        </Box>
      )}
    </>
  );
});

function Said({ newDay, ...props }: SpokenProps & { newDay: boolean }) {
  const { message, before, after, answered, members, me, may, sought, stop, onOpen, onJump, onReact } = props;
  const words = useWords();
  const say = words.chat;
  const zone = timeZone();
  const clock = (instant: string) => clockTime(Date.parse(instant), zone, words.locale);
  const gone = message.deleted_at !== null;
  const note = [
    together(message, after) ? '' : clock(message.sent_at),
    message.edited_at && !gone ? say.edited : '',
    message.expires_at && !gone ? say.goneAt(clock(message.expires_at)) : '',
  ];
  const target = message.reply_to;
  const quote = target && !gone ? { ...quoted(words, answered), onPress: () => onJump(target) } : undefined;
  const { preview, share, attachments } = message;
  const carries = share || attachments.length > 0;
  return (
    <Bubble
      testID={`message-${message.id}`}
      mine={message.author?.id === me}
      author={message.author}
      name={message.author?.display_name ?? say.somebody}
      first={newDay || !together(before, message)}
      text={gone ? say.deleted : message.body || (carries ? '' : inShort(words, message))}
      spoken={inShort(words, message)}
      pieces={gone || !message.body ? undefined : piecesOf(message, members, me)}
      gone={gone}
      quote={quote}
      calls={!gone && callsMe(message, me)}
      sought={sought}
      pinned={message.pinned ? say.pinned : undefined}
      note={note.filter(Boolean).join(' · ')}
      stop={stop}
      act={gone ? undefined : { label: say.actions, onPress: () => onOpen(message.id) }}
      card={
        !gone && (
          <>
            <Translated message={message} />
            <Attached those={attachments} />
            {share ? (
              <ShareCard share={share} author={message.author} mine={message.author?.id === me} />
            ) : preview ? (
              <PreviewCard preview={preview} />
            ) : null}
          </>
        )
      }
    >
      <Reactions
        given={message.reactions}
        name={({ emoji, count, mine }) => say.reacted(emoji, count, mine)}
        onToggle={(emoji, on) => may.includes('react') && onReact(message.id, emoji, on)}
      />
    </Bubble>
  );
}

type Words = ReturnType<typeof useWords>;

export function quoted(words: Words, message: Message | undefined): { name: string; text: string } {
  const say = words.chat;
  if (!message) return { name: say.answers, text: say.further };
  return { name: message.author?.display_name ?? say.somebody, text: inShort(words, message) };
}
