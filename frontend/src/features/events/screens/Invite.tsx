// Inviting: friends one by one, or whoever has a link, which is also a QR code.
import { useLocalSearchParams } from 'expo-router';
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Head } from '@/ui/Head';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { InviteLinks } from '../components/InviteLinks';
import { PeoplePick } from '../components/PeoplePick';
import { type EventPage, useEvent, useGuests } from '../data';
import { type PersonCard, useInvite } from '../hostData';

export function Invite() {
  const { id } = useLocalSearchParams<{ id: string }>();
  const words = useWords();
  return (
    <Box grow role="main">
      <Head
        title={words.hosting.inviteTitle}
        back={{ label: words.events.backToEvent, href: `/events/${id}` }}
      />
      <Loaded answer={useEvent(id)} explain={(failure) => explain(words, failure)}>
        {(page) => (
          <Scroll pad="l" gap="xl">
            <Friends page={page} />
            <InviteLinks page={page} />
          </Scroll>
        )}
      </Loaded>
    </Box>
  );
}

/** The host invites friends who have not answered; a guest has links only. */
function Friends({ page }: { page: EventPage }) {
  const words = useWords();
  const say = words.hosting;
  const { id, mine } = page.event;
  const guests = useGuests(id);
  const [invited, setInvited] = useState<string[]>([]);
  const invite = useInvite(id);
  const there = new Set(guests.data?.data.map(({ person }) => person.id));
  const go = (person: PersonCard) =>
    invite.mutate(person.id, { onSuccess: () => setInvited((all) => [...all, person.id]) });
  if (mine !== 'host') return null;
  return (
    <Box gap="m">
      <Text kind="heading" level={2}>
        {say.invitePeople}
      </Text>
      {invite.error && (
        <Box role="alert">
          <Text ink="bad">{explain(words, invite.error)}</Text>
        </Box>
      )}
      <PeoplePick label={say.invitePeople} none={say.addGuestNone} among={(person) => !there.has(person.id)}>
        {(person) =>
          invited.includes(person.id) ? (
            <Text kind="label" ink="good" live>
              {say.invited}
            </Text>
          ) : (
            <Button
              size="s"
              label={say.inviteOne}
              name={say.inviteWho(person.display_name)}
              busy={invite.isPending && invite.variables === person.id}
              onPress={() => go(person)}
            />
          )
        }
      </PeoplePick>
    </Box>
  );
}
