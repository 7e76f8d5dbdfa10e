// A conversation as lines of text, in the reader's language and time.
import type { Words } from '@/i18n';
import { clockTime, wall } from '@/lib/time';
import type { Message, RoomCard } from './data';
import { happened } from './happened';
import { inShort, nameOf } from './words';

export function asText(words: Words, room: RoomCard, messages: readonly Message[], at: number, zone: string) {
  const say = words.here;
  const byId = new Map(messages.map((one) => [one.id, one]));
  const name = (one: Message | undefined) => one?.author?.display_name ?? words.chat.somebody;
  const fullDay = (instant: number) =>
    new Intl.DateTimeFormat(words.locale, { timeZone: zone, dateStyle: 'full' }).format(instant);
  const lines = [
    nameOf(words, room),
    say.savedOn(`${fullDay(at)}, ${clockTime(at, zone, words.locale)}`, zone),
  ];
  let day = '';
  for (const one of messages) {
    const sent = Date.parse(one.sent_at);
    const today = wall(sent, zone).slice(0, 10);
    if (today !== day) lines.push('', `— ${fullDay(sent)} —`);
    day = today;
    const clock = clockTime(sent, zone, words.locale);
    const event = happened(words, one);
    if (event !== null) {
      lines.push(`${clock}  ${event}`);
      continue;
    }
    const answered = one.reply_to ? byId.get(one.reply_to) : undefined;
    const quote = answered ? ` ${say.inReply(name(answered), oneLine(inShort(words, answered)))}` : '';
    const edited = one.edited_at && !one.deleted_at ? ` (${words.chat.edited})` : '';
    lines.push(`${clock}  ${name(one)}:${quote} ${indented(saidIn(words, one))}${edited}`);
  }
  return `${lines.join('\n')}\n`;
}

function saidIn(words: Words, message: Message): string {
  if (message.deleted_at) return words.chat.deleted;
  const files = message.attachments.map(({ kind, alt }) =>
    kind === 'voice' ? words.here.voice : words.here.photo(alt),
  );
  const place = message.share?.place;
  const card = place ? [[place.name, `${place.lat}, ${place.lon}`].filter(Boolean).join(', ')] : [];
  return [message.body, ...files, ...card].filter(Boolean).join(' ') || inShort(words, message);
}

/** A line of the file is one message: what has several lines goes on below, set in. */
const indented = (text: string): string => text.replaceAll('\n', '\n       ');

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');
