// Rooms and messages as a line of text.
import type { Words } from '@/i18n';
import { now } from '@/lib/clock';
import type { Face } from '@/ui/Avatar';
import type { Message, RoomCard } from './data';
import { happened } from './happened';

export const nameOf = ({ chat }: Words, room: RoomCard): string =>
  room.title || room.people.map((person) => person.display_name).join(', ') || chat.deletedUser;

/** Whose disc stands for a room: the other person's, or the group's own. */
export const faceOf = (words: Words, room: RoomCard): Face =>
  (room.kind === 'direct' && room.people[0]) || {
    id: room.id,
    display_name: nameOf(words, room),
    medium: room.avatar_id,
  };

/** What a message says where there is one line for it. */
export function inShort(words: Words, message: Message): string {
  const say = words.chat;
  if (message.deleted_at) return say.deleted;
  if (message.body) return message.body;
  if (message.sealed) return words.secret.sealed;
  if (message.share) return say.shared[message.share.kind];
  return attachedWords(words, message.attachments) || words.talk.share.hidden;
}

/** "3 photos", or nothing where there is nothing. */
export function attachedWords({ media }: Words, attached: Message['attachments']): string {
  const [first] = attached;
  if (!first) return '';
  return first.kind === 'voice' ? media.voice : media.photos(attached.length);
}

export const isOver = ({ expires_at }: Pick<Message, 'expires_at'>, at = now()): boolean =>
  expires_at !== null && Date.parse(expires_at) <= at;

/** The last thing that was said or happened; null if there is nothing, or nothing any more. */
export function lastWords(words: Words, { last }: RoomCard): string | null {
  if (!last || isOver(last)) return null;
  const say = words.chat;
  return happened(words, last) ?? say.last(last.author?.display_name ?? say.somebody, inShort(words, last));
}
