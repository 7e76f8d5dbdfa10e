// The top of a room: whom it is with, whether they are there or writing, and what else one can do.
import { useDots, useAround } from '@/features/presence/data';
import { useWords } from '@/i18n/useWords';
import { Avatar } from '@/ui/Avatar';
import { Button, IconButton } from '@/ui/Button';
import { Head } from '@/ui/Head';
import { useWide } from '@/ui/Shell';
import { Text } from '@/ui/Text';
import { type Member, type RoomCard, useTyping } from '../data';
import { faceOf, nameOf } from '../words';
import { MuteButton } from './MuteButton';

interface RoomHeadProps {
  room: RoomCard;
  members: readonly Member[];
  me: string;
}

export function RoomHead({ room, members, me }: RoomHeadProps) {
  const words = useWords();
  const dot = useDots();
  const wide = useWide();
  const name = nameOf(words, room);
  const other = room.kind === 'direct' ? room.people[0] : undefined;
  return (
    <Head
      title={name}
      back={wide ? undefined : { label: words.common.back, href: '/rooms' }}
      before={
        // An event's room has three things to press: on a phone its name needs the place.
        (wide || !room.event_id) && <Avatar person={faceOf(words, room)} dot={dot(other?.id)} />
      }
      small={<Who room={room} members={members} me={me} />}
    >
      {room.event_id &&
        (wide ? (
          <Button kind="quiet" size="s" label={words.chat.event} href={`/events/${room.event_id}`} />
        ) : (
          <IconButton icon="calendar" label={words.chat.event} href={`/events/${room.event_id}`} />
        ))}
      {room.secret && <IconButton icon="lock" label={words.secret.about} href={`/rooms/${room.id}/secret`} />}
      <MuteButton room={room} />
      <IconButton icon="settings" label={words.talk.room.about} href={`/rooms/${room.id}/about`} />
    </Head>
  );
}

function Who({ room, members, me }: RoomHeadProps) {
  const words = useWords();
  const around = useAround();
  const { data: typing } = useTyping(room.id);
  const writers = members
    .filter(({ person }) => person.id !== me && typing.includes(person.id))
    .map(({ person }) => person.display_name);
  const other = room.kind === 'direct' ? around.get(room.people[0]?.id ?? '') : undefined;
  return (
    <Text kind="small" ink={writers.length ? 'soft' : 'faint'} lines={1}>
      {writers.length
        ? words.chat.typing(writers)
        : room.kind === 'direct'
          ? stateWords(words, other)
          : members.map(({ person }) => person.display_name).join(', ') || BLANK}
    </Text>
  );
}

const BLANK = '\u00a0'; // a line of its own height before anything is known

function stateWords(
  { talk, here }: ReturnType<typeof useWords>,
  other: ReturnType<ReturnType<typeof useAround>['get']>,
): string {
  if (!other || other.state === 'unknown') return BLANK;
  const kind = other.state === 'online' ? 'there' : other.state;
  const seen = other.last_seen ? here.lastSeen[other.last_seen] : talk.presenceOff;
  const state = kind === 'offline' ? seen : talk.presence[kind];
  return talk.statusOf(state, [other.emoji, other.status].filter(Boolean).join(' '));
}
