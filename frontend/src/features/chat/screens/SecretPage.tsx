// A secret room's keys: the number that both compare, whose devices can read it, and what does not work there.
import { useLocalSearchParams } from 'expo-router';
import { useMutation } from '@tanstack/react-query';
import type { Schemas } from '@/api/client';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { useTopic } from '@/realtime/useTopic';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Head } from '@/ui/Head';
import { Icon } from '@/ui/Icon';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { SecretState } from '../components/SecretState';
import { useRoom } from '../data';
import { useConversation } from '../history';
import type { Opened } from '../secret/engine';
import { type Secret, engine, know, useSecret } from '../secret/looking';

export function SecretPage() {
  const { id } = useLocalSearchParams<{ id: string }>();
  const words = useWords();
  const room = useRoom(id);
  return (
    <Box grow width="page" role="main">
      <Head title={words.secret.about} back={{ label: words.common.back, href: `/rooms/${id}` }} />
      <Loaded answer={room} explain={(failure) => explain(words, failure)}>
        {(data) => <Keys room={data} />}
      </Loaded>
    </Box>
  );
}

function Keys({ room: { room } }: { room: Schemas['Room'] }) {
  const words = useWords();
  const say = words.secret;
  const live = useConversation(room.id);
  useTopic(`room:${room.id}`, live.data?.place);
  const secret = useSecret(room, live.data?.messages);
  if (!secret) return null;
  const { opened } = secret;
  return (
    <Scroll pad="l" gap="xl">
      {(!opened || secret.waits || secret.failure) && <SecretState secret={secret} room={room} />}
      {opened && !secret.waits && <SafetyNumber room={room} secret={secret} opened={opened} />}
      {opened && <Devices room={room} opened={opened} />}
      <Box gap="s">
        <Text kind="heading" level={2}>
          {say.leaves}
        </Text>
        <Box role="list" label={say.leaves} gap="s">
          {say.off.map((line) => (
            <Row key={line} role="listitem" gap="s" align="flex-start">
              <Icon name="close" size={16} ink="faint" />
              <Box grow>
                <Text kind="small" ink="soft">
                  {line}
                </Text>
              </Box>
            </Row>
          ))}
        </Box>
      </Box>
      <Text kind="small" ink="faint">
        {say.trust}
      </Text>
    </Scroll>
  );
}

function SafetyNumber({
  room,
  secret,
  opened,
}: {
  room: Schemas['RoomCard'];
  secret: Secret;
  opened: Opened;
}) {
  const words = useWords();
  const say = words.secret;
  const { number, compared } = opened;
  const compare = useMutation({
    mutationFn: async (one: string | null) => (await engine()).compare(room.id, secret.people, one),
    onSuccess: (now) => know(room.id, now),
  });
  const same = compared === number;
  const state = same ? say.compared : compared ? say.changed : say.notCompared;
  return (
    <Box gap="m">
      <Text kind="heading" level={2}>
        {say.number}
      </Text>
      <Text ink="soft">{say.numberLead(room.people[0]?.display_name ?? words.chat.somebody)}</Text>
      <Box testID="safety-number" surface="low" pad="l" round="m" gap="xs" role="group" label={say.number}>
        {linesOf(number).map((line) => (
          <Text key={line} kind="strong" centre>
            {line}
          </Text>
        ))}
      </Box>
      <Row gap="s" role="status">
        <Icon name={same ? 'check' : 'report'} size={16} ink={same ? 'ember' : 'faint'} />
        <Box grow>
          <Text kind="small" ink={compared && !same ? 'bad' : 'soft'}>
            {state}
          </Text>
        </Box>
      </Row>
      {compare.error && (
        <Text ink="bad" live>
          {explain(words, compare.error)}
        </Text>
      )}
      <Row gap="s">
        <Button
          kind={same ? 'plain' : undefined}
          icon={same ? undefined : 'check'}
          label={same ? say.forget : say.matches}
          busy={compare.isPending}
          onPress={() => compare.mutate(same ? null : number)}
        />
      </Row>
    </Box>
  );
}

/** Four groups of five digits in a line. */
function linesOf(number: string): string[] {
  const groups = number.split(' ');
  return [0, 4, 8].map((at) => groups.slice(at, at + 4).join('  '));
}

function Devices({ room, opened }: { room: Schemas['RoomCard']; opened: Opened }) {
  const words = useWords();
  const say = words.secret;
  const [other] = room.people;
  return (
    <Box gap="s">
      <Text kind="heading" level={2}>
        {say.devices}
      </Text>
      <Box role="list" label={say.devices} gap="s">
        {opened.devices.map(({ id, userId }) => {
          const theirs = other?.id === userId ? other.display_name : say.mine;
          return (
            <Row key={id} role="listitem" gap="s">
              <Icon name="key" size={16} ink="faint" />
              <Text>{id === opened.here ? `${theirs} (${say.thisDevice})` : theirs}</Text>
              <Text kind="small" ink="faint">
                {id.slice(-8)}
              </Text>
            </Row>
          );
        })}
      </Box>
    </Box>
  );
}
