// Who hosts with the host: what each may do, adding somebody, and handing the event over.
import { router, useLocalSearchParams } from 'expo-router';
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { useStore } from '@/lib/store';
import { session } from '@/session/session';
import { Avatar } from '@/ui/Avatar';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Head } from '@/ui/Head';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { Toggle } from '@/ui/Toggle';
import { PeoplePick } from '../components/PeoplePick';
import { type EventPage, useEvent, useGuests } from '../data';
import {
  type PersonCard,
  RIGHTS,
  type Right,
  useFriends,
  useGrant,
  useHandOver,
  useHosts,
  useRevoke,
} from '../hostData';

export function Hosts() {
  const { id } = useLocalSearchParams<{ id: string }>();
  const words = useWords();
  return (
    <Box grow role="main">
      <Head
        title={words.hosting.hostsTitle}
        back={{ label: words.events.backToEvent, href: `/events/${id}` }}
      />
      <Loaded answer={useEvent(id)} explain={(failure) => explain(words, failure)}>
        {(page) => <Together page={page} />}
      </Loaded>
    </Box>
  );
}

function Together({ page }: { page: EventPage }) {
  const words = useWords();
  const say = words.hosting;
  const { id } = page.event;
  const isHost = page.event.mine === 'host';
  const hosts = useHosts(id);
  const guests = useGuests(id);
  const friends = useFriends();
  const grant = useGrant(id);
  const known = new Set(hosts.data?.map(({ person }) => person.id));
  const going = (guests.data?.data ?? [])
    .filter(({ answer }) => answer === 'going')
    .map(({ person }) => person);
  const befriended = new Set(friends.data?.map((person) => person.id));
  const strangers = going.filter((person) => !befriended.has(person.id) && !known.has(person.id));
  const add = (person: PersonCard) => (
    <Button
      size="s"
      label={say.add}
      name={say.addWho(person.display_name)}
      busy={grant.isPending && grant.variables.person === person.id}
      onPress={() => grant.mutate({ person: person.id, rights: RIGHTS })}
    />
  );
  return (
    <Scroll pad="l" gap="xl">
      <Text ink="soft">{say.hostsLead}</Text>
      <Loaded answer={hosts} explain={(failure) => explain(words, failure)}>
        {(all) =>
          all.length === 0 ? (
            <Text ink="faint">{say.hostsNone}</Text>
          ) : (
            <Box role="list" label={say.coHosts} gap="l">
              {all.map((host) => (
                <CoHost key={host.person.id} id={id} host={host} isHost={isHost} />
              ))}
            </Box>
          )
        }
      </Loaded>
      {isHost && (
        <Box gap="m">
          <Text kind="heading" level={2}>
            {say.hostsAdd}
          </Text>
          {grant.error && (
            <Box role="alert">
              <Text ink="bad">{explain(words, grant.error)}</Text>
            </Box>
          )}
          <PeoplePick
            label={say.hostsAdd}
            none={say.hostsAllThere}
            also={strangers}
            among={(person) => !known.has(person.id)}
          >
            {add}
          </PeoplePick>
        </Box>
      )}
    </Scroll>
  );
}

interface CoHostProps {
  id: string;
  host: { person: PersonCard; rights: Right[] };
  isHost: boolean;
}

function CoHost({ id, host: { person, rights }, isHost }: CoHostProps) {
  const words = useWords();
  const say = words.hosting;
  const [asking, ask] = useState(false);
  const grant = useGrant(id);
  const revoke = useRevoke(id);
  const handOver = useHandOver(id);
  const failure = grant.error ?? revoke.error;
  const me = useStore(session);
  const isMe = me.kind === 'in' && me.userId === person.id;
  const set = (right: Right) => (on: boolean) =>
    grant.mutate({
      person: person.id,
      rights: on ? [...rights, right] : rights.filter((one) => one !== right),
    });
  return (
    <Box role="listitem" surface="low" round="l" pad="m" gap="s">
      <Row gap="m">
        <Avatar person={person} />
        <Text kind="strong" grow lines={1}>
          {person.display_name}
        </Text>
      </Row>
      {RIGHTS.map((right) => (
        <Toggle
          key={right}
          label={say.rights[right]}
          on={rights.includes(right)}
          disabled={!isHost || grant.isPending}
          onChange={set(right)}
        />
      ))}
      {failure && <Text ink="bad">{explain(words, failure)}</Text>}
      {isMe && (
        <Row>
          <Button
            size="s"
            kind="danger"
            label={say.stopHosting}
            busy={revoke.isPending}
            onPress={() => revoke.mutate(person.id, { onSuccess: () => router.replace(`/events/${id}`) })}
          />
        </Row>
      )}
      {isHost && (
        <Row gap="s" wrap>
          <Button
            size="s"
            label={say.handOver}
            name={say.handOverWho(person.display_name)}
            onPress={() => ask(true)}
          />
          <Button
            size="s"
            kind="danger"
            label={say.hostsRemove}
            name={say.hostsRemoveWho(person.display_name)}
            busy={revoke.isPending}
            onPress={() => revoke.mutate(person.id)}
          />
        </Row>
      )}
      <Dialog
        title={say.handOverAsk(person.display_name)}
        lead={say.handOverLead}
        open={asking}
        onClose={() => ask(false)}
      >
        {handOver.error && <Text ink="bad">{explain(words, handOver.error)}</Text>}
        <Box gap="s">
          <Button
            kind="ember"
            label={say.handOver}
            busy={handOver.isPending}
            onPress={() => handOver.mutate(person.id, { onSuccess: () => ask(false) })}
            full
          />
          <Button label={words.common.cancel} onPress={() => ask(false)} full />
        </Box>
      </Dialog>
    </Box>
  );
}
