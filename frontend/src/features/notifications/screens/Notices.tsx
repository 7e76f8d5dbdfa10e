// What I was told: each leads to what it is about. Whatever is on the screen has been seen.
import { useEffect, useEffectEvent, useState } from 'react';
import { ours } from '@/features/auth/going';
import { useWhen } from '@/features/auth/when';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Avatar } from '@/ui/Avatar';
import { Box, Row } from '@/ui/Box';
import { Button, IconButton } from '@/ui/Button';
import { Head } from '@/ui/Head';
import { Icon, type IconName } from '@/ui/Icon';
import { Item } from '@/ui/Item';
import { Empty, Loaded } from '@/ui/Loaded';
import { Mark } from '@/ui/Mark';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { type Notice, useNotices, useSeen } from '../inbox';

const ICONS: Record<Notice['topic'], IconName> = {
  account: 'passkey',
  safety: 'shield',
  events: 'calendar',
  seats: 'admit',
  calendar: 'calendar',
  payments: 'list',
  invitations: 'mail',
  friends: 'people',
  messages: 'chat',
  moments: 'photo',
  nearby: 'place',
  follows: 'bell',
};

export function Notices() {
  const words = useWords();
  const say = words.telling.inbox;
  const notices = useNotices();
  const pages = notices.data?.pages;
  const fresh = useFresh(pages?.flatMap(({ data }) => data));
  return (
    <Box grow width="page" role="main">
      <Head title={say.title} back={{ label: words.common.back, href: '/me' }}>
        <IconButton icon="settings" label={words.telling.title} href="/me/telling" />
      </Head>
      <Loaded
        answer={{ ...notices, data: pages }}
        explain={(failure) => explain(words, failure)}
        empty={{
          when: ([first]) => !first?.data.length,
          show: <Empty icon="bell" title={say.none} lead={say.noneLead} />,
        }}
      >
        {(all) => (
          <Scroll pad="l" gap="m">
            <Box role="list" label={say.title} gap="xs">
              {all.flatMap(({ data }) =>
                data.map((one) => <Line key={one.id} notice={one} isNew={!one.read || fresh.has(one.id)} />),
              )}
            </Box>
            {notices.hasNextPage && (
              <Button
                full
                label={say.more}
                busy={notices.isFetchingNextPage}
                onPress={() => void notices.fetchNextPage()}
              />
            )}
          </Scroll>
        )}
      </Loaded>
    </Box>
  );
}

/** Those that were new when they came onto the screen, as long as it is open; the server hears that they were seen. */
function useFresh(shown: Notice[] | undefined): ReadonlySet<string> {
  const [fresh, keep] = useState<ReadonlySet<string>>(new Set());
  const seen = useSeen();
  const newest = shown?.find(({ read }) => !read)?.id;
  const see = useEffectEvent((id: string) => {
    const unread = (shown ?? []).filter(({ read }) => !read).map((one) => one.id);
    seen.mutate(id, { onSettled: () => keep((before) => new Set([...before, ...unread])) });
  });
  useEffect(() => {
    if (newest) see(newest);
  }, [newest]);
  return fresh;
}

const Sign = ({ of }: { of: Notice['topic'] }) => (
  <Box surface="high" round="round" pad="s">
    <Icon name={ICONS[of]} size={24} ink="soft" />
  </Box>
);

function Line({ notice, isNew }: { notice: Notice; isNew: boolean }) {
  const words = useWords();
  const when = useWhen();
  const [who] = notice.people;
  return (
    <Item
      href={ours(notice.link)}
      testID={`notice-${notice.id}`}
      before={who ? <Avatar person={who} /> : <Sign of={notice.topic} />}
      after={isNew && <Mark icon="bell" label={words.telling.inbox.isNew} />}
    >
      <Text kind="strong" lines={2}>
        {notice.title}
      </Text>
      <Text kind="small" ink="soft" lines={3}>
        {notice.text.replace(/\n+/g, '\n')}
      </Text>
      <Row>
        <Text kind="tiny" ink="faint">
          {when.at(notice.created_at)}
        </Text>
      </Row>
    </Item>
  );
}
