// Myself: what others see of me, how this device looks and speaks, and where I am signed in.
import { useState } from 'react';
import type { Schemas } from '@/api/client';
import { explain } from '@/i18n/explain';
import { LANGUAGES, type Language } from '@/i18n';
import { useWords } from '@/i18n/useWords';
import { useStore } from '@/lib/store';
import { signOut } from '@/session/session';
import { language, look, setLanguage, setLook } from '@/session/settings';
import { Avatar } from '@/ui/Avatar';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/Choice';
import { Field } from '@/ui/Field';
import { Head } from '@/ui/Head';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { SessionList } from '../components/SessionList';
import { useEditMe, useMe } from '../data';

export function Me() {
  const words = useWords();
  const say = words.people.me;
  return (
    <Box grow width="page" role="main">
      <Head title={say.title} />
      <Loaded answer={useMe()} explain={(failure) => explain(words, failure)}>
        {(me) => (
          <Scroll pad="l" gap="xxl">
            <Profile key={me.id} me={me} />
            <Settings />
            <SessionList />
            <Button kind="danger" icon="leave" label={say.signOut} onPress={() => void signOut()} />
          </Scroll>
        )}
      </Loaded>
    </Box>
  );
}

function Profile({ me }: { me: Schemas['Me'] }) {
  const words = useWords();
  const say = words.people.me;
  const [name, setName] = useState(me.display_name);
  const [username, setUsername] = useState(me.username);
  const [bio, setBio] = useState(me.bio);
  const edit = useEditMe();
  const changed = name.trim() !== me.display_name || username !== me.username || bio !== me.bio;
  return (
    <Box gap="l">
      <Row gap="l">
        <Avatar person={me} size="l" />
        <Box grow>
          <Text kind="heading" level={2}>
            {me.display_name}
          </Text>
          <Text kind="small" ink="faint">
            {me.email ?? `@${me.username}`}
          </Text>
        </Box>
      </Row>
      <Field label={say.name} value={name} onChange={setName} max={50} />
      <Field
        label={say.username}
        value={username}
        onChange={setUsername}
        max={20}
        wrong={edit.error && explain(words, edit.error)}
      />
      <Field
        long
        label={say.bio}
        value={bio}
        onChange={setBio}
        max={500}
        hint={edit.isSuccess && !changed ? say.saved : undefined}
      />
      {changed && (
        <Button
          kind="ember"
          label={words.common.save}
          busy={edit.isPending}
          disabled={!name.trim()}
          onPress={() => edit.mutate({ display_name: name.trim(), username, bio })}
        />
      )}
    </Box>
  );
}

const LOOKS = [
  ['system', 'desktop'],
  ['light', 'day'],
  ['dark', 'night'],
] as const;

function Settings() {
  const say = useWords().people.me;
  const edit = useEditMe();
  const speak = (chosen: Language) => {
    void setLanguage(chosen);
    edit.mutate({ locale: chosen }); // mails speak it, too
  };
  return (
    <Box gap="l">
      <Text kind="heading" level={2}>
        {say.settings}
      </Text>
      <Box gap="s">
        <Text kind="label" ink="soft">
          {say.language}
        </Text>
        <Choice
          label={say.language}
          options={(Object.keys(LANGUAGES) as Language[]).map((value) => ({
            value,
            label: LANGUAGES[value].language,
          }))}
          value={useStore(language)}
          onChange={speak}
        />
      </Box>
      <Box gap="s">
        <Text kind="label" ink="soft">
          {say.look}
        </Text>
        <Choice
          label={say.look}
          wrap
          options={LOOKS.map(([value, icon]) => ({ value, icon, label: say.looks[value] }))}
          value={useStore(look)}
          onChange={(chosen) => void setLook(chosen)}
        />
      </Box>
    </Box>
  );
}
