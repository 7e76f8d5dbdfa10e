// Inviting people by name: friends, a whole list of them, and whom one has met at other events.
import { useState } from 'react';
import { useLists, useSuggestions } from '@/features/friends/data';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { Text } from '@/ui/Text';
import { type EventPage, useGuests } from '../data';
import { type PersonCard, useInvite } from '../hostData';
import { OneOf } from './OneOf';
import { PeoplePick, PersonRow } from './PeoplePick';

const SCOPES = ['this', 'following'] as const;

export function InvitePeople({ page }: { page: EventPage }) {
  const words = useWords();
  const { hosting: say, repeating } = words;
  const { id, mine } = page.event;
  const guests = useGuests(id);
  const lists = useLists();
  const met = useSuggestions();
  const [invited, setInvited] = useState<string[]>([]);
  const [scope, choose] = useState<(typeof SCOPES)[number]>('this');
  const invite = useInvite(id);
  const there = new Set(guests.data?.data.map(({ person }) => person.id));
  const others = (people: PersonCard[]) => people.filter((one) => !there.has(one.id));
  const go = (people: PersonCard[]) => {
    const ids = people.map((one) => one.id);
    invite.mutate({ people: ids, scope }, { onSuccess: () => setInvited((all) => [...all, ...ids]) });
  };
  const isInvited = (people: PersonCard[]) => people.every((one) => invited.includes(one.id));
  const busyWith = (people: PersonCard[]) =>
    invite.isPending && invite.variables.people.join() === people.map((one) => one.id).join();
  const asking = (people: PersonCard[], name: string) =>
    isInvited(people) ? (
      <Text kind="label" ink="good" live>
        {say.invited}
      </Text>
    ) : (
      <Button
        size="s"
        label={say.inviteOne}
        name={say.inviteWho(name)}
        busy={busyWith(people)}
        onPress={() => go(people)}
      />
    );
  const whole = (lists.data ?? [])
    .map((list) => ({ ...list, people: others(list.people) }))
    .filter(({ people }) => people.length > 0);
  const before = others(
    (met.data ?? []).filter(({ reason }) => reason.kind === 'shared_events').map(({ person }) => person),
  );
  return (
    <Box gap="l">
      <Box gap="m">
        <Text kind="heading" level={2}>
          {say.invitePeople}
        </Text>
        {mine !== 'host' && (
          <Text kind="small" ink="soft">
            {say.inviteMost(page.guests_invite)}
          </Text>
        )}
        {mine === 'host' && page.series && (
          <OneOf
            label={say.inviteTo}
            options={SCOPES}
            words={repeating.scopes}
            value={scope}
            onChange={choose}
          />
        )}
        {invite.error && (
          <Box role="alert">
            <Text ink="bad">{explain(words, invite.error)}</Text>
          </Box>
        )}
        <PeoplePick label={say.invitePeople} none={say.addGuestNone} among={(one) => !there.has(one.id)}>
          {(person) => asking([person], person.display_name)}
        </PeoplePick>
      </Box>
      {whole.length > 0 && (
        <Box gap="m">
          <Text kind="heading" level={2}>
            {words.friends.lists}
          </Text>
          <Box role="list" label={words.friends.lists} gap="s">
            {whole.map((list) => (
              <Row key={list.id} role="listitem" gap="m">
                <Icon name="lists" ink="faint" />
                <Box grow>
                  <Text lines={1}>{list.name}</Text>
                  <Text kind="small" ink="faint" lines={1}>
                    {list.people.map((one) => one.display_name).join(', ')}
                  </Text>
                </Box>
                {asking(list.people, list.name)}
              </Row>
            ))}
          </Box>
        </Box>
      )}
      {before.length > 0 && (
        <Box gap="m">
          <Text kind="heading" level={2}>
            {say.inviteMet}
          </Text>
          <Box role="list" label={say.inviteMet} gap="s">
            {before.map((person) => (
              <PersonRow key={person.id} person={person}>
                {asking([person], person.display_name)}
              </PersonRow>
            ))}
          </Box>
        </Box>
      )}
    </Box>
  );
}
