// Signing up: a name and a birth date are enough.
import { useMutation } from '@tanstack/react-query';
import { Redirect, router } from 'expo-router';
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useLanguage, useWords } from '@/i18n/useWords';
import { timeZone } from '@/lib/device';
import { useStore } from '@/lib/store';
import { signUp } from '@/session/session';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Door } from '@/ui/Door';
import { Field } from '@/ui/Field';
import { Text } from '@/ui/Text';
import { afterSignIn } from '../going';
import { fresh, proof } from '../proof';

export function SignUp() {
  const words = useWords();
  const say = words.people.signUp;
  const locale = useLanguage();
  const shown = useStore(proof);
  const [name, setName] = useState(shown?.name ?? '');
  const [birthDate, setBirthDate] = useState('');
  const [password, setPassword] = useState('');
  const join = useMutation({
    mutationFn: async () => {
      fresh.set(shown?.to ?? '/'); // before the session begins, which leads away from here
      try {
        await signUp({
          proof: shown?.proof ?? '',
          display_name: name.trim(),
          birth_date: birthDate,
          password: password || null,
          locale,
          time_zone: timeZone(),
        });
      } catch (failure) {
        fresh.set(null);
        throw failure;
      }
    },
    onSuccess: () => {
      proof.set(null);
      router.replace(afterSignIn(undefined) as '/');
    },
  });
  if (!shown && !join.isSuccess) return <Redirect href="/sign-in?new=1" />;
  return (
    <Door brand={words.common.brand}>
      <Box gap="xl" role="form" label={say.title}>
        <Box gap="s">
          <Text kind="display" level={1}>
            {say.title}
          </Text>
          <Text ink="soft">{say.lead}</Text>
        </Box>
        <Box gap="l">
          <Field
            label={say.name}
            placeholder={say.namePlaceholder}
            value={name}
            onChange={setName}
            max={50}
            autoFocus
          />
          <Field
            kind="date"
            label={say.birthDate}
            hint={say.birthHint}
            value={birthDate}
            onChange={setBirthDate}
          />
          <Field
            kind="newPassword"
            label={say.password}
            hint={say.passwordHint}
            value={password}
            onChange={setPassword}
          />
          {join.error && (
            <Box role="alert">
              <Text ink="bad">{explain(words, join.error)}</Text>
            </Box>
          )}
        </Box>
        <Button
          kind="ember"
          label={say.join}
          onPress={() => join.mutate()}
          busy={join.isPending}
          disabled={!name.trim() || !/^\d{4}-\d\d-\d\d$/.test(birthDate)}
          full
        />
      </Box>
    </Door>
  );
}
