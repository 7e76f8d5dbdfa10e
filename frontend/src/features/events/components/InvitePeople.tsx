// Inviting people by name: friends, a whole list or group of them, and whom one has met at other events.
import { type ReactNode, useState } from 'react';
import { useLists } from '@/features/friends/data';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Icon, type IconName } from '@/ui/Icon';
import { Text } from '@/ui/Text';
import { type EventPage, useGuests } from '../data';
import { type PersonCard, useInvite } from '../hostData';
import { useInvitable } from '../meetingData';
import { OneOf } from './OneOf';
import { PeoplePick, PersonRow } from './PeoplePick';

const SCOPES = ['this', 'following'] as const;

export function InvitePeople({ page }: { page: EventPage }) {
  const words = useWords();
  const { hosting: say, repeating } = words;
  const { id, mine } = page.event;
  const guests = useGuests(id);
  const lists = useLists();
  const invitable = useInvitable(id).data;
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
  const among = (many: Many[]) =>
    many
      .map((one) => ({ ...one, people: others(one.people) }))
      .filter(({ people }) => people.length > 0)
      .map((one) => ({ ...one, asking: asking(one.people, one.name) }));
  const whole = among(lists.data ?? []);
  const groups = among((invitable?.groups ?? []).map((one) => ({ ...one, name: one.title })));
  const met = invitable?.met ?? [];
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
      <ManyAtOnce label={words.friends.lists} icon="lists" many={whole} />
      <ManyAtOnce label={words.meeting.groups} icon="people" many={groups} />
      {met.length > 0 && (
        <Box gap="m">
          <Text kind="heading" level={2}>
            {say.inviteMet}
          </Text>
          <Box role="list" label={say.inviteMet} gap="s">
            {met.map(({ person, event }) => (
              <PersonRow key={person.id} person={person} more={event.title}>
                {asking([person], person.display_name)}
              </PersonRow>
            ))}
          </Box>
        </Box>
      )}
    </Box>
  );
}

interface Many {
  id: string;
  name: string;
  people: PersonCard[];
}

interface ManyAtOnceProps {
  label: string;
  icon: IconName;
  many: (Many & { asking: ReactNode })[];
}

/** Several people who are invited together. */
function ManyAtOnce({ label, icon, many }: ManyAtOnceProps) {
  if (many.length === 0) return null;
  return (
    <Box gap="m">
      <Text kind="heading" level={2}>
        {label}
      </Text>
      <Box role="list" label={label} gap="s">
        {many.map((one) => (
          <Row key={one.id} role="listitem" gap="m">
            <Icon name={icon} ink="faint" />
            <Box grow>
              <Text lines={1}>{one.name}</Text>
              <Text kind="small" ink="faint" lines={1}>
                {one.people.map((person) => person.display_name).join(', ')}
              </Text>
            </Box>
            {one.asking}
          </Row>
        ))}
      </Box>
    </Box>
  );
}
