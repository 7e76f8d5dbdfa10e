// A group of friends: its name, and who is in it.
import { router } from 'expo-router';
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { newId } from '@/lib/ids';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Head } from '@/ui/Head';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { PickPeople } from '../components/PickPeople';
import { useFriends, useMakeGroup } from '../running';

export function NewGroup() {
  const words = useWords();
  const say = words.talk.newMessage;
  const [id] = useState(() => newId());
  const [title, setTitle] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const make = useMakeGroup();
  const toggle = ({ id: person }: { id: string }) =>
    setChosen((known) => {
      const next = new Set(known);
      if (!next.delete(person)) next.add(person);
      return next;
    });
  const go = () =>
    make.mutate(
      { id, title: title.trim(), people: [...chosen] },
      { onSuccess: () => router.replace(`/rooms/${id}`) },
    );
  return (
    <Box grow width="page" role="main">
      <Head title={say.group} back={{ label: words.common.back, href: '/rooms/new' }} />
      <Loaded answer={useFriends()} explain={(failure) => explain(words, failure)}>
        {(friends) => (
          <Scroll pad="l" gap="l">
            <Text ink="soft">{say.groupLead}</Text>
            <Field label={say.groupName} value={title} onChange={setTitle} max={80} autoFocus />
            <Box gap="s">
              <Text kind="heading" level={2}>
                {say.choose}
              </Text>
              {friends.length === 0 ? (
                <Text ink="soft">{say.noFriends}</Text>
              ) : (
                <PickPeople label={say.choose} people={friends} chosen={chosen} onPick={toggle} />
              )}
              <Text kind="small" ink="soft" live>
                {say.chosen(chosen.size)}
              </Text>
            </Box>
            {make.error && (
              <Text ink="bad" live>
                {explain(words, make.error)}
              </Text>
            )}
            <Button
              kind="ember"
              full
              label={say.make}
              disabled={title.trim() === '' || chosen.size === 0}
              busy={make.isPending}
              onPress={go}
            />
          </Scroll>
        )}
      </Loaded>
    </Box>
  );
}
