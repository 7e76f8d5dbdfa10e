// One message in the conversation, with what it answers and what others thought of it.
import { useWords } from '@/i18n/useWords';
import { now } from '@/lib/clock';
import { timeZone } from '@/lib/device';
import { clockTime, dayWords } from '@/lib/time';
import { Box } from '@/ui/Box';
import { Bubble } from '@/ui/Bubble';
import { Reactions } from '@/ui/Reactions';
import { Text } from '@/ui/Text';
import { useReact } from '../acting';
import type { Message } from '../data';
import { happened } from '../happened';

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
  me: string;
  may: readonly string[];
  onOpen: (message: Message) => void;
}

export function Spoken({ message, before, after, answered, me, may, onOpen }: SpokenProps) {
  const words = useWords();
  const say = words.chat;
  const zone = timeZone();
  const react = useReact(message.room_id);
  const day = (instant: string) => dayWords(Date.parse(instant), now(), zone, words.locale);
  const newDay = !before || day(before.sent_at) !== day(message.sent_at);
  const gone = message.deleted_at !== null;
  const time = together(message, after) ? '' : clockTime(Date.parse(message.sent_at), zone, words.locale);
  return (
    <>
      {newDay && (
        <Box padY="m" align="center">
          <Text kind="tiny" ink="faint">
            {day(message.sent_at)}
          </Text>
        </Box>
      )}
      {message.system ? (
        <Box padY="s" align="center">
          <Text kind="small" ink="faint" centre>
            {happened(words, message)}
          </Text>
        </Box>
      ) : (
        <Bubble
          testID={`message-${message.id}`}
          mine={message.author?.id === me}
          author={message.author}
          name={message.author?.display_name ?? say.somebody}
          first={newDay || !together(before, message)}
          text={gone ? say.deleted : message.body}
          gone={gone}
          quote={message.reply_to && !gone ? quoted(say, answered) : undefined}
          note={[time, message.edited_at && !gone ? say.edited : ''].filter(Boolean).join(' · ')}
          stop={!after}
          act={gone ? undefined : { label: say.actions, onPress: () => onOpen(message) }}
        >
          <Reactions
            given={message.reactions}
            name={({ emoji, count, mine }) => say.reacted(emoji, count, mine)}
            onToggle={(emoji, on) =>
              may.includes('react') && react.mutate({ message: message.id, emoji, on })
            }
          />
        </Bubble>
      )}
    </>
  );
}

type Say = ReturnType<typeof useWords>['chat'];

export function quoted(say: Say, message: Message | undefined): { name: string; text: string } {
  if (!message) return { name: say.answers, text: say.further };
  return {
    name: message.author?.display_name ?? say.somebody,
    text: message.deleted_at ? say.deleted : message.body,
  };
}
