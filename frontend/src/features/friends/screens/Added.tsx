// Behind somebody's link or QR code: who it is, and asking them.
import { useLocalSearchParams } from 'expo-router';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Avatar } from '@/ui/Avatar';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Head } from '@/ui/Head';
import { Loaded } from '@/ui/Loaded';
import { Text } from '@/ui/Text';
import { Standing } from '../components/Standing';
import { useBehindLink, useRelationship } from '../data';
import { useMe } from '@/features/users/data';

export function Added() {
  const words = useWords();
  const say = words.friends;
  const { token } = useLocalSearchParams<{ token: string }>();
  const person = useBehindLink(token);
  const me = useMe();
  const id = person.data?.id ?? '';
  const myself = id !== '' && me.data?.id === id;
  const relationship = useRelationship(id, id !== '' && !!me.data && !myself);
  return (
    <Box grow width="page" role="main">
      <Head title={say.added} back={{ label: words.common.back, href: '/friends' }} />
      <Loaded answer={person} explain={(failure) => explain(words, failure)}>
        {(card) => (
          <Box pad="xl" gap="l" align="center">
            <Avatar person={card} size="l" />
            <Text kind="title" level={2}>
              {card.display_name}
            </Text>
            <Text ink="faint">{`@${card.username}`}</Text>
            {myself && <Text ink="soft">{say.yourself}</Text>}
            {relationship.data && <Standing person={card} relationship={relationship.data} />}
            <Button kind="plain" label={say.see} href={`/people/${card.id}`} />
          </Box>
        )}
      </Loaded>
    </Box>
  );
}
