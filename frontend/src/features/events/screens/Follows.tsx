// What I follow, and the way to hear of it differently, or no more.
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Avatar } from '@/ui/Avatar';
import { Box } from '@/ui/Box';
import { Button, IconButton } from '@/ui/Button';
import { Head } from '@/ui/Head';
import { Icon } from '@/ui/Icon';
import { Item } from '@/ui/Item';
import { Empty, Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import type { Follow } from '../followed';
import { useFollows, useUnfollow } from '../following';

export function Follows() {
  const words = useWords();
  const say = words.following;
  return (
    <Box grow width="page" role="main">
      <Head title={say.title} back={{ label: words.common.back, href: '/me' }} />
      <Loaded
        answer={useFollows()}
        explain={(failure) => explain(words, failure)}
        empty={{
          when: (follows) => follows.length === 0,
          show: <Empty icon="bell" title={say.none} lead={say.noneLead} />,
        }}
      >
        {(follows) => (
          <Scroll pad="l" gap="l">
            <Text ink="soft">{say.lead}</Text>
            <Box role="list" label={say.title} gap="xs">
              {follows.map((one) => (
                <Followed key={one.id} one={one} />
              ))}
            </Box>
            <Box align="flex-start">
              <Button size="s" icon="quiet" label={say.how} href="/me/telling" />
            </Box>
          </Scroll>
        )}
      </Loaded>
    </Box>
  );
}

function Followed({ one }: { one: Follow }) {
  const words = useWords();
  const say = words.following;
  const unfollow = useUnfollow();
  const name = one.host?.display_name ?? (one.name || (one.tag ? `#${one.tag}` : (one.words ?? '')));
  const about = [
    one.host && say.host,
    one.tag && `#${one.tag}`,
    one.words && say.words(one.words),
    one.around && say.within(one.around.metres, words.locale),
    one.category && words.events.categories[one.category],
  ].filter(Boolean);
  return (
    <Item
      before={
        one.host ? <Avatar person={one.host} /> : <Icon name={one.around ? 'place' : 'search'} ink="soft" />
      }
      after={<IconButton icon="close" label={say.unfollow(name)} onPress={() => unfollow.mutate(one.id)} />}
    >
      <Text kind="strong" lines={1}>
        {name}
      </Text>
      <Text kind="small" ink="faint" lines={1}>
        {about.join(' · ')}
      </Text>
    </Item>
  );
}
