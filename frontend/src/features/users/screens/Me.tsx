// Myself: my card, the ways to everything that is mine, and how this device looks and speaks.
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { useRequests } from '@/features/friends/data';
import { useUnseen } from '@/features/notifications/inbox';
import { signOut } from '@/session/session';
import { Avatar } from '@/ui/Avatar';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Head } from '@/ui/Head';
import { Icon, type IconName } from '@/ui/Icon';
import { Item } from '@/ui/Item';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { Settings } from '../components/Settings';
import { Suspended } from '../components/Suspended';
import { type Me as Myself, useMe } from '../data';

export function Me() {
  const words = useWords();
  const say = words.people.me;
  return (
    <Box grow width="page" role="main">
      <Head title={say.title} />
      <Loaded answer={useMe()} explain={(failure) => explain(words, failure)}>
        {(me) => (
          <Scroll pad="l" gap="xxl">
            {me.state === 'suspended' ? (
              <>
                <Suspended />
                <Places of={THEIR_OWN} />
              </>
            ) : (
              <>
                <Card me={me} />
                <AllPlaces />
                <Settings me={me} />
              </>
            )}
            <Button kind="danger" icon="leave" label={say.signOut} onPress={() => void signOut()} />
          </Scroll>
        )}
      </Loaded>
    </Box>
  );
}

function Card({ me }: { me: Myself }) {
  const say = useWords().people.me;
  return (
    <Box role="list" label={say.profile}>
      <Item
        href="/me/profile"
        before={<Avatar person={me} size="l" />}
        after={<Icon name="edit" ink="faint" />}
      >
        <Text kind="heading" level={2} lines={1}>
          {me.display_name}
        </Text>
        <Text kind="small" ink="faint" lines={1}>
          {`@${me.username}`}
        </Text>
        {me.bio !== '' && (
          <Text kind="small" ink="soft" lines={2}>
            {me.bio}
          </Text>
        )}
      </Item>
    </Box>
  );
}

const PLACES = [
  ['/notices', 'bell', 'notices'],
  ['/friends', 'people', 'friends'],
  ['/me/journal', 'journal', 'journal'],
  ['/me/ways', 'passkey', 'ways'],
  ['/me/sessions', 'desktop', 'sessions'],
  ['/me/here', 'chat', 'here'],
  ['/me/seen', 'here', 'seen'],
  ['/me/privacy', 'shield', 'privacy'],
  ['/me/follows', 'bell', 'follows'],
  ['/me/telling', 'quiet', 'telling'],
  ['/me/keys', 'key', 'keys'],
  ['/me/kind-words', 'close_friend', 'kindWords'],
  ['/me/verified', 'shield', 'verified'],
  ['/me/showing-up', 'check', 'showingUp'],
  ['/me/deposits', 'lock', 'deposits'],
  ['/me/data', 'download', 'data'],
] as const satisfies [string, IconName, string][];

type Place = (typeof PLACES)[number][2];

/** What is left to whoever is suspended: their devices, their data, and leaving. */
const THEIR_OWN: readonly Place[] = ['notices', 'sessions', 'telling', 'data'];

function AllPlaces() {
  const say = useWords().people.me;
  const waiting = useRequests().data?.incoming.length ?? 0;
  const unseen = useUnseen();
  const notes = {
    notices: unseen > 0 ? say.unseen(unseen) : undefined,
    friends: waiting > 0 ? say.waiting(waiting) : undefined,
  };
  return <Places of={PLACES.map(([, , name]) => name)} notes={notes} />;
}

function Places({ of, notes = {} }: { of: readonly Place[]; notes?: Partial<Record<Place, string>> }) {
  const say = useWords().people.me;
  return (
    <Box role="list" gap="xs" label={say.account}>
      {PLACES.filter(([, , name]) => of.includes(name)).map(([href, icon, name]) => (
        <Item
          key={href}
          href={href}
          before={<Icon name={icon} ink="soft" />}
          after={<Icon name="right" ink="faint" />}
        >
          <Text kind="strong">{say.places[name]}</Text>
          <Text kind="small" ink={notes[name] ? 'ember' : 'faint'} lines={1}>
            {notes[name] ?? say.placesLead[name]}
          </Text>
        </Item>
      ))}
    </Box>
  );
}
