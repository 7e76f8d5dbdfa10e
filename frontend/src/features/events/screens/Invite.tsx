// Inviting: friends one by one or a list of them, people met before, or whoever has a link, which is also a QR code.
import { useLocalSearchParams } from 'expo-router';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Head } from '@/ui/Head';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { InviteLinks } from '../components/InviteLinks';
import { InvitePeople } from '../components/InvitePeople';
import { useEvent } from '../data';

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
            <InvitePeople page={page} />
            <InviteLinks page={page} />
          </Scroll>
        )}
      </Loaded>
    </Box>
  );
}
