// What I say of myself, and to whom; the same page completes the profile of somebody new.
import { router, useLocalSearchParams } from 'expo-router';
import { useEffect, useState } from 'react';
import type { Schemas } from '@/api/client';
import { ours } from '@/features/auth/going';
import { fresh } from '@/features/auth/proof';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/Choice';
import { Field } from '@/ui/Field';
import { Head } from '@/ui/Head';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { Matching, type Matched } from '../components/Matching';
import { PicturePart } from '../components/PicturePart';
import { type Me, useEditMe, useMe } from '../data';

type Audiences = Schemas['Audiences'];
type Audience = NonNullable<Audiences['bio']>;
type Told = 'bio' | 'pronouns' | 'home';
type Shown = Told | 'avatar' | 'interests' | 'languages' | 'age' | 'kind_words' | 'verified';

const AUDIENCES: Audience[] = ['everyone', 'friends', 'nobody'];
const MAX: Record<Told, number> = { bio: 500, pronouns: 40, home: 80 };

export function EditProfile() {
  const words = useWords();
  const say = words.people.me;
  const { new: isNew } = useLocalSearchParams<{ new?: string }>();
  useEffect(() => () => fresh.set(null), []);
  return (
    <Box grow width="page" role="main">
      <Head
        title={isNew ? say.complete : say.editProfile}
        back={isNew ? undefined : { label: words.common.back, href: '/me' }}
      />
      <Loaded answer={useMe()} explain={(failure) => explain(words, failure)}>
        {(me) => <Form key={me.id} me={me} isNew={!!isNew} />}
      </Loaded>
    </Box>
  );
}

function Form({ me, isNew }: { me: Me; isNew: boolean }) {
  const words = useWords();
  const say = words.people.me;
  const edit = useEditMe();
  const picture = useEditMe();
  const [name, setName] = useState(me.display_name);
  const [username, setUsername] = useState(me.username);
  const [told, tell] = useState({ bio: me.bio, pronouns: me.pronouns, home: me.home });
  const [said, saySo] = useState<Matched>(() => matched(me));
  const [audiences, setAudiences] = useState<Audiences>(me.audiences);
  const goOn = () => router.replace(ours(fresh.get()) as '/');
  const save = () =>
    edit.mutate(
      { display_name: name.trim(), username: username.trim(), ...told, ...said, audiences },
      { onSuccess: () => (isNew ? goOn() : router.replace('/me')) },
    );
  const taken = edit.error && explain(words, edit.error);
  const whoSees = (field: Shown) => (
    <Choice
      label={say.whoSees(say.fields[field])}
      labelled
      wrap
      options={AUDIENCES.map((value) => ({ value, label: say.audiences[value] }))}
      value={audiences[field] ?? (field === 'age' ? 'nobody' : 'everyone')}
      onChange={(audience) => setAudiences({ ...audiences, [field]: audience })}
    />
  );
  return (
    <Scroll pad="l" gap="xl">
      {isNew && <Text ink="soft">{say.completeLead}</Text>}
      <Box gap="m">
        <PicturePart
          face={{ id: me.id, display_name: name || me.display_name }}
          has={me.avatar_id !== null}
          lead={words.people.picture.lead}
          done={words.people.picture.set}
          save={(avatar_id) => picture.mutateAsync({ avatar_id })}
        />
        {whoSees('avatar')}
      </Box>
      <Field label={say.name} value={name} onChange={setName} max={50} hint={say.nameLead} />
      <Field
        label={say.username}
        value={username}
        onChange={setUsername}
        max={20}
        hint={say.usernameHint}
        wrong={/^[A-Za-z0-9_]{3,20}$/.test(username.trim()) ? undefined : say.usernameWrong}
      />
      {(['bio', 'pronouns', 'home'] as const).map((field) => (
        <Box key={field} gap="s">
          <Field
            long={field === 'bio'}
            label={say.fields[field]}
            value={told[field]}
            onChange={(text) => tell({ ...told, [field]: text })}
            max={MAX[field]}
          />
          {whoSees(field)}
        </Box>
      ))}
      {!isNew && <Matching said={said} onChange={saySo} whoSees={whoSees} />}
      {whoSees('kind_words')}
      {whoSees('verified')}
      {taken && (
        <Box role="alert">
          <Text ink="bad">{taken}</Text>
        </Box>
      )}
      <Row gap="s">
        <Button
          kind="ember"
          label={words.common.save}
          busy={edit.isPending}
          disabled={!name.trim() || !/^[A-Za-z0-9_]{3,20}$/.test(username.trim())}
          onPress={save}
        />
        {isNew && <Button kind="plain" label={say.later} onPress={goOn} />}
      </Row>
    </Scroll>
  );
}

const matched = ({ interests, languages, age_band, woman }: Me): Matched => ({
  interests,
  languages,
  age_band,
  woman,
});
