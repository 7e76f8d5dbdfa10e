// Myself: my card, the ways to everything that is mine, and how this device looks and speaks.
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { useRequests } from '@/features/friends/data';
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
import { type Me as Myself, useMe, useStanding } from '../data';

export function Me() {
  const words = useWords();
  const say = words.people.me;
  return (
    <Box grow width="page" role="main">
      <Head title={say.title} />
      <Loaded answer={useMe()} explain={(failure) => explain(words, failure)}>
        {(me) => (
          <Scroll pad="l" gap="xxl">
            <Suspended me={me} />
            <Card me={me} />
            <Places />
            <Settings me={me} />
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

/** Whose account is suspended reads why; their own data stays theirs. */
function Suspended({ me }: { me: Myself }) {
  const words = useWords();
  const suspended = me.state === 'suspended';
  const standing = useStanding(suspended);
  if (!suspended) return null;
  const latest = standing.data?.find((one) => one.kind === 'suspended' && !one.lifted_at);
  return (
    <Box surface="badSoft" pad="l" round="l" gap="xs" role="alert">
      <Text kind="strong">{words.people.me.suspended}</Text>
      {latest && <Text>{latest.reason}</Text>}
      <Text kind="small">{words.people.me.suspendedLead}</Text>
    </Box>
  );
}

function Places() {
  const say = useWords().people.me;
  const waiting = useRequests().data?.incoming.length ?? 0;
  const places: [string, IconName, keyof typeof say.places, string?][] = [
    ['/friends', 'people', 'friends', waiting ? say.waiting(waiting) : undefined],
    ['/me/ways', 'passkey', 'ways'],
    ['/me/sessions', 'desktop', 'sessions'],
    ['/me/here', 'chat', 'here'],
    ['/me/privacy', 'shield', 'privacy'],
    ['/me/telling', 'bell', 'telling'],
    ['/me/keys', 'key', 'keys'],
    ['/me/showing-up', 'check', 'showingUp'],
    ['/me/data', 'download', 'data'],
  ];
  return (
    <Box role="list" gap="xs" label={say.account}>
      {places.map(([href, icon, name, note]) => (
        <Item
          key={href}
          href={href}
          before={<Icon name={icon} ink="soft" />}
          after={<Icon name="right" ink="faint" />}
        >
          <Text kind="strong">{say.places[name]}</Text>
          <Text kind="small" ink={note ? 'ember' : 'faint'} lines={1}>
            {note ?? say.placesLead[name]}
          </Text>
        </Item>
      ))}
    </Box>
  );
}
