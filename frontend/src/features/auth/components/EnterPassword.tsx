// Coming in by address and password.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { signIn } from '@/session/session';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import type { DoorProps } from '../screens/SignIn';
import { Titled } from './Titled';

export function EnterPassword({ email, setEmail, next, goOn, refused }: DoorProps) {
  const words = useWords();
  const say = words.people.signIn;
  const [password, setPassword] = useState('');
  const enter = useMutation({
    mutationFn: () => signIn(email.trim(), password),
    onSuccess: goOn,
    onError: refused,
  });
  return (
    <Titled title={say.title}>
      <Box gap="l">
        <Field kind="email" label={say.email} value={email} onChange={setEmail} autoFocus={!email} />
        <Field
          kind="password"
          label={say.password}
          value={password}
          onChange={setPassword}
          onSubmit={() => enter.mutate()}
          autoFocus={!!email}
          wrong={enter.error && explain(words, enter.error)}
        />
      </Box>
      <Box gap="m">
        <Button
          kind="ember"
          label={say.enter}
          onPress={() => enter.mutate()}
          busy={enter.isPending}
          disabled={!email.trim() || !password}
          full
        />
        <Button kind="plain" label={words.account.forgot} onPress={() => next('forgot')} full />
        <Button kind="plain" label={say.withCode} onPress={() => next('address')} full />
      </Box>
    </Titled>
  );
}
