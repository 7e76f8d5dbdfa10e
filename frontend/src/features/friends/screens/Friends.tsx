// My friends, who asks to be one, whom I have asked, and whom I may know.
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Head } from '@/ui/Head';
import { Icon } from '@/ui/Icon';
import { Empty, Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { PersonItem } from '../components/PersonItem';
import { Standing } from '../components/Standing';
import { Suggested } from '../components/Suggested';
import { useFriends, useRequests } from '../data';

export function Friends() {
  const words = useWords();
  const say = words.friends;
  const friends = useFriends();
  return (
    <Box grow width="page" role="main">
      <Head title={say.title} back={{ label: words.common.back, href: '/me' }} />
      <Scroll pad="l" gap="xxl">
        <Row gap="s" wrap>
          <Button kind="ember" size="s" icon="befriend" label={say.find} href="/friends/find" />
          <Button size="s" icon="here" label={words.radar.open} href="/radar" />
          <Button size="s" icon="lists" label={say.lists} href="/friends/lists" />
        </Row>
        <Requests />
        <Loaded
          answer={friends}
          explain={(failure) => explain(words, failure)}
          empty={{
            when: (all) => all.length === 0,
            show: <Empty icon="people" title={say.none} lead={say.noneLead} />,
          }}
        >
          {(all) => (
            <Part title={say.all}>
              {all.map(({ person, close }) => (
                <PersonItem
                  key={person.id}
                  person={person}
                  note={close ? `@${person.username} · ${say.closeFriend}` : undefined}
                  after={<Icon name={close ? 'close_friend' : 'right'} ink={close ? 'ember' : 'faint'} />}
                />
              ))}
            </Part>
          )}
        </Loaded>
        <Suggested />
      </Scroll>
    </Box>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Box gap="m">
      <Text kind="heading" level={2}>
        {title}
      </Text>
      <Box gap="xs" role="list" label={title}>
        {children}
      </Box>
    </Box>
  );
}

function Requests() {
  const words = useWords();
  const say = words.friends;
  const requests = useRequests();
  return (
    <Loaded answer={requests} explain={(failure) => explain(words, failure)}>
      {({ incoming, outgoing }) => (
        <>
          {incoming.length > 0 && (
            <Part title={say.incoming}>
              {incoming.map(({ person }) => (
                <PersonItem
                  key={person.id}
                  person={person}
                  opens={false}
                  after={<Standing person={person} relationship={{ state: 'asked_by_them' }} small />}
                />
              ))}
            </Part>
          )}
          {outgoing.length > 0 && (
            <Part title={say.outgoing}>
              {outgoing.map(({ person }) => (
                <PersonItem
                  key={person.id}
                  person={person}
                  opens={false}
                  after={<Standing person={person} relationship={{ state: 'asked_by_me' }} small />}
                />
              ))}
            </Part>
          )}
        </>
      )}
    </Loaded>
  );
}
