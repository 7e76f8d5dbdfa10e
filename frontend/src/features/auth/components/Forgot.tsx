// A new password for a forgotten one: a code to the address, then the code with the new password.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useLanguage, useWords } from '@/i18n/useWords';
import { requestReset, resetPassword } from '@/session/ways';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import type { DoorProps } from '../screens/SignIn';
import { looksLikeMail } from './EnterAddress';
import { Titled, Wrong } from './Titled';

export function Forgot({ email, setEmail, next, goOn, refused }: DoorProps) {
  const words = useWords();
  const { account: say, people } = words;
  const locale = useLanguage();
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const [odd, setOdd] = useState(false);
  const ask = useMutation({ mutationFn: () => requestReset(email.trim(), locale) });
  const reset = useMutation({
    mutationFn: () => resetPassword(email.trim(), code, password),
    onSuccess: goOn,
    onError: refused,
  });
  const send = () => {
    const good = looksLikeMail(email);
    setOdd(!good);
    if (good) ask.mutate();
  };
  if (!ask.isSuccess)
    return (
      <Titled title={say.forgotTitle} lead={say.forgotLead}>
        <Field
          kind="email"
          label={people.signIn.email}
          value={email}
          onChange={setEmail}
          onSubmit={send}
          autoFocus
          wrong={odd ? people.signIn.emailWrong : ask.error && explain(words, ask.error)}
        />
        <Box gap="m">
          <Button kind="ember" label={people.signIn.sendCode} onPress={send} busy={ask.isPending} full />
          <Button kind="plain" label={words.common.back} onPress={() => next('password')} full />
        </Box>
      </Titled>
    );
  return (
    <Titled title={say.newPassword} lead={say.forgotSent(email.trim())}>
      <Box gap="l">
        <Field
          kind="code"
          label={people.signIn.code}
          value={code}
          onChange={(text) => setCode(text.replace(/\D/g, '').slice(0, 6))}
          autoFocus
        />
        <Field
          kind="newPassword"
          label={say.newPassword}
          hint={say.newPasswordHint}
          value={password}
          onChange={setPassword}
          onSubmit={() => reset.mutate()}
        />
        <Wrong>{reset.error && explain(words, reset.error)}</Wrong>
      </Box>
      <Box gap="m">
        <Button
          kind="ember"
          label={say.setAndEnter}
          onPress={() => reset.mutate()}
          busy={reset.isPending}
          disabled={code.length !== 6 || !password}
          full
        />
        <Button kind="plain" label={people.signIn.otherAddress} onPress={() => ask.reset()} full />
      </Box>
    </Titled>
  );
}
