// About a room: what it is called, who is in it, how it is run, and how loud it is for me.
import { router, useLocalSearchParams } from 'expo-router';
import { useState } from 'react';
import type { Schemas } from '@/api/client';
import { PicturePart } from '@/features/users/components/PicturePart';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { useStore } from '@/lib/store';
import { useTopic } from '@/realtime/useTopic';
import { session } from '@/session/session';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Head } from '@/ui/Head';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { useWide } from '@/ui/Shell';
import { Text } from '@/ui/Text';
import { Toggle } from '@/ui/Toggle';
import { AddPeople } from '../components/AddPeople';
import { Keep } from '../components/Keep';
import { LeaveGroup } from '../components/LeaveGroup';
import { MemberList } from '../components/MemberList';
import { Secrecy } from '../components/Secrecy';
import { ReportSheet } from '../components/ReportSheet';
import { Running } from '../components/Running';
import { useMembers, useRoom } from '../data';
import { useRun, useSetTalk, useTalkSettings } from '../running';
import { inbox } from '../search';
import { faceOf, nameOf } from '../words';

export function AboutRoom() {
  const { id } = useLocalSearchParams<{ id: string }>();
  const words = useWords();
  const room = useRoom(id);
  useTopic(`room:${id}`, room.data?.place);
  return (
    <Box grow width="page" role="main">
      <Head title={words.talk.room.about} back={{ label: words.common.back, href: `/rooms/${id}` }} />
      <Loaded answer={room} explain={(failure) => explain(words, failure)}>
        {(data) => <About room={data} />}
      </Loaded>
    </Box>
  );
}

function About({ room }: { room: Schemas['Room'] }) {
  const words = useWords();
  const say = words.talk.room;
  const { room: card, capabilities: may } = room;
  const members = useMembers(card.id).data ?? [];
  const state = useStore(session);
  const me = state.kind === 'in' ? state.userId : '';
  const wide = useWide();
  const [reporting, setReporting] = useState(false);
  return (
    <Scroll pad="l" gap="xl">
      <Row gap="s" wrap>
        <Box grow>
          <Text kind="heading" level={2}>
            {nameOf(words, card)}
          </Text>
          <Text kind="small" ink="faint">
            {words.chat.people(card.member_count)}
          </Text>
        </Box>
        {may.includes('search') && (
          <Button
            size="s"
            icon="search"
            label={say.searchHere}
            onPress={() => {
              inbox.set({ tab: 'rooms', words: '', room: card.id });
              if (!wide) router.push('/rooms');
            }}
          />
        )}
      </Row>
      {may.includes('edit') && card.kind === 'group' && (
        <>
          <Picture room={card} />
          <Name key={card.title} room={card} />
        </>
      )}
      <Box gap="s">
        <Text kind="heading" level={2}>
          {say.members}
        </Text>
        <MemberList room={card} members={members} me={me} may={may} />
        {may.includes('invite') && <AddPeople room={card.id} members={members} />}
      </Box>
      <Receipts />
      <Running room={room} />
      <Keep room={card} />
      <Secrecy room={card} />
      <Row gap="s" wrap>
        {may.includes('leave') && <LeaveGroup room={card.id} me={me} />}
        <Button
          kind="plain"
          icon="report"
          label={words.talk.report.title}
          onPress={() => setReporting(true)}
        />
      </Row>
      <ReportSheet
        what={{ kind: 'room', target_id: card.id }}
        open={reporting}
        onClose={() => setReporting(false)}
      />
    </Scroll>
  );
}

function Picture({ room }: { room: Schemas['RoomCard'] }) {
  const words = useWords();
  const run = useRun(room.id);
  return (
    <PicturePart
      face={faceOf(words, room)}
      has={room.avatar_id !== null}
      lead={words.here.groupPicture}
      done={words.here.groupPictureSet}
      save={(avatar_id) => run.mutateAsync({ avatar_id })}
    />
  );
}

function Name({ room }: { room: Schemas['RoomCard'] }) {
  const words = useWords();
  const [title, setTitle] = useState(room.title);
  const run = useRun(room.id);
  const next = title.trim();
  return (
    <Box gap="s">
      <Field
        label={words.talk.room.name}
        value={title}
        onChange={setTitle}
        max={80}
        wrong={run.error ? explain(words, run.error) : null}
      />
      {next !== '' && next !== room.title && (
        <Button
          size="s"
          label={words.common.save}
          busy={run.isPending}
          onPress={() => run.mutate({ title: next })}
        />
      )}
    </Box>
  );
}

/** Of me, not of this room; but this is where one asks for it. */
function Receipts() {
  const {
    here,
    talk: { room: say },
  } = useWords();
  const { data } = useTalkSettings();
  const set = useSetTalk();
  return (
    <Box>
      <Toggle
        label={say.receipts}
        hint={say.receiptsHint}
        on={data?.read_receipts ?? false}
        disabled={!data || set.isPending}
        onChange={(read_receipts) => data && set.mutate({ ...data, read_receipts })}
      />
      <Toggle
        label={here.typing}
        hint={here.typingHint}
        on={data?.typing ?? false}
        disabled={!data || set.isPending}
        onChange={(typing) => data && set.mutate({ ...data, typing })}
      />
    </Box>
  );
}
