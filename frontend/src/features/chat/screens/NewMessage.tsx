// Whom to write to: a friend, or anybody whose user name one knows; or several friends at once.
import { router } from 'expo-router';
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Head } from '@/ui/Head';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { useWide } from '@/ui/Shell';
import { Text } from '@/ui/Text';
import { Toggle } from '@/ui/Toggle';
import { PickPeople, called } from '../components/PickPeople';
import { useFriends, useOpenDirect, useOpenSecret, usePersonCalled } from '../running';
import { usePaused } from '../search';

const USERNAME = /^@?([A-Za-z0-9_]{3,20})$/;

export function NewMessage() {
  const words = useWords();
  const say = words.talk.newMessage;
  const wide = useWide();
  const [text, setText] = useState('');
  const [secret, setSecret] = useState(false);
  const [plain, sealed] = [useOpenDirect(), useOpenSecret()];
  const direct = secret ? sealed : plain;
  const username = USERNAME.exec(usePaused(text.trim()))?.[1] ?? null;
  const stranger = usePersonCalled(username);
  const open = (person: { id: string }) =>
    direct.mutate(person.id, { onSuccess: ({ room }) => router.replace(`/rooms/${room.id}`) });
  return (
    <Box grow width="page" role="main">
      <Head title={say.title} back={wide ? undefined : { label: words.common.back, href: '/rooms' }}>
        <Button size="s" icon="people" label={say.group} href="/rooms/new-group" />
      </Head>
      <Loaded answer={useFriends()} explain={(failure) => explain(words, failure)}>
        {(friends) => {
          const known = called(friends, text);
          const found = stranger.data;
          const others = found && !friends.some(({ id }) => id === found.id) ? [found] : [];
          return (
            <Scroll pad="l" gap="l">
              <Field
                kind="search"
                label={say.find}
                hint={say.findHint}
                value={text}
                onChange={setText}
                onSubmit={() => {
                  const first = known[0] ?? others[0];
                  if (first && text.trim()) open(first);
                }}
                max={80}
                autoFocus
              />
              <Toggle
                label={words.secret.start}
                hint={words.secret.startLead}
                on={secret}
                onChange={setSecret}
              />
              {direct.error && (
                <Text ink="bad" live>
                  {explain(words, direct.error)}
                </Text>
              )}
              <PickPeople label={say.friends} people={[...known, ...others]} onPick={open} />
              {known.length + others.length === 0 && (
                <Text ink="soft" live>
                  {text.trim() === ''
                    ? say.noFriends
                    : username && stranger.data === null
                      ? say.nobodyCalled(username)
                      : say.none}
                </Text>
              )}
            </Scroll>
          );
        }}
      </Loaded>
    </Box>
  );
}
