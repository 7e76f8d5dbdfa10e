// Who is in the room, as what; and for those who may: what each of them is to be.
import { router } from 'expo-router';
import { useState } from 'react';
import { useDots } from '@/features/presence/data';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Avatar } from '@/ui/Avatar';
import { Box, Row } from '@/ui/Box';
import { Button, IconButton } from '@/ui/Button';
import { Item } from '@/ui/Item';
import { Sheet, SheetItem } from '@/ui/Sheet';
import { Text } from '@/ui/Text';
import type { Member, RoomCard } from '../data';
import { useOpenDirect, useSeat, useUnseat } from '../running';
import { ReportSheet } from './ReportSheet';

interface MemberListProps {
  room: RoomCard;
  members: readonly Member[];
  me: string;
  may: readonly string[];
}

export function MemberList({ room, members, me, may }: MemberListProps) {
  const words = useWords();
  const say = words.talk.room;
  const dot = useDots();
  const [open, setOpen] = useState<string | null>(null);
  const chosen = members.find(({ person }) => person.id === open);
  return (
    <Box role="list" label={say.members} gap="xs">
      {members.map(({ person, role }) => (
        <Item
          key={person.id}
          before={<Avatar person={person} dot={dot(person.id)} />}
          after={
            person.id !== me && (
              <IconButton
                icon="more"
                label={say.manage(person.display_name)}
                onPress={() => setOpen(person.id)}
              />
            )
          }
        >
          <Text kind="strong" lines={1}>
            {person.id === me ? `${person.display_name} (${say.you})` : person.display_name}
          </Text>
          <Text kind="small" ink="faint" lines={1}>
            {room.kind === 'direct'
              ? words.talk.userName(person.username)
              : `${say.roles[role]} · ${words.talk.userName(person.username)}`}
          </Text>
        </Item>
      ))}
      {chosen && <MemberSheet room={room} member={chosen} may={may} onClose={() => setOpen(null)} />}
    </Box>
  );
}

interface MemberSheetProps extends Omit<MemberListProps, 'members' | 'me'> {
  member: Member;
  onClose: () => void;
}

function MemberSheet({ room, member, may, onClose }: MemberSheetProps) {
  const words = useWords();
  const say = words.talk.room;
  const { person, role } = member;
  const seat = useSeat(room.id);
  const unseat = useUnseat(room.id);
  const direct = useOpenDirect();
  const [asking, setAsking] = useState<'remove' | 'report' | null>(null);
  const failure = seat.error ?? unseat.error ?? direct.error;
  const be = (next: Member['role']) => seat.mutate({ person: person.id, role: next }, { onSuccess: onClose });
  if (asking === 'report')
    return (
      <ReportSheet what={{ kind: 'user', target_id: person.id, room_id: room.id }} open onClose={onClose} />
    );
  return (
    <Sheet
      label={asking ? say.removeAsk(person.display_name) : person.display_name}
      titled
      open
      onClose={onClose}
    >
      {failure && (
        <Box pad="m" role="alert">
          <Text ink="bad">{explain(words, failure)}</Text>
        </Box>
      )}
      {asking === 'remove' ? (
        <Row gap="s" pad="m" wrap>
          <Button
            kind="danger"
            label={say.remove}
            busy={unseat.isPending}
            onPress={() => unseat.mutate(person.id, { onSuccess: onClose })}
          />
          <Button label={words.common.cancel} onPress={() => setAsking(null)} />
        </Row>
      ) : (
        <>
          {room.kind !== 'direct' && (
            <SheetItem
              icon="chat"
              label={say.writeTo}
              onPress={() =>
                direct.mutate(person.id, {
                  onSuccess: ({ room: { id } }) => {
                    onClose();
                    router.push(`/rooms/${id}`);
                  },
                })
              }
            />
          )}
          {may.includes('promote') && role === 'member' && (
            <SheetItem icon="up" label={say.makeAdmin} onPress={() => be('admin')} />
          )}
          {may.includes('promote') && role === 'admin' && (
            <SheetItem icon="down" label={say.makeMember} onPress={() => be('member')} />
          )}
          {may.includes('promote') && (
            <SheetItem icon="admit" label={say.makeOwner} onPress={() => be('owner')} />
          )}
          <SheetItem icon="report" label={words.talk.report.title} onPress={() => setAsking('report')} />
          {may.includes('remove') && role !== 'owner' && (
            <SheetItem icon="refuse" danger label={say.remove} onPress={() => setAsking('remove')} />
          )}
        </>
      )}
    </Sheet>
  );
}
