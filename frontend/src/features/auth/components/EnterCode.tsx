// The six digits from the mail. Whoever is new goes on to sign up with what they prove.
import { useMutation } from '@tanstack/react-query';
import { router } from 'expo-router';
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useLanguage, useWords } from '@/i18n/useWords';
import { answerCode, requestCode } from '@/session/session';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { proof } from '../proof';
import type { DoorProps } from '../screens/SignIn';
import { Titled } from './Titled';

export function EnterCode({ email, next, goOn, refused, to }: DoorProps) {
  const words = useWords();
  const say = words.people.signIn;
  const locale = useLanguage();
  const [code, setCode] = useState('');
  const enter = useMutation({
    mutationFn: (digits: string) => answerCode(email.trim(), digits),
    onSuccess: (found) => {
      if (!found) return goOn();
      proof.set({ proof: found, to });
      router.replace('/sign-up');
    },
    onError: refused,
  });
  const again = useMutation({ mutationFn: () => requestCode(email.trim(), locale) });
  const typed = (text: string) => {
    const digits = text.replace(/\D/g, '').slice(0, 6);
    setCode(digits);
    if (digits.length === 6 && digits !== code) enter.mutate(digits);
  };
  const failure = enter.error ?? again.error;
  return (
    <Titled title={say.codeTitle} lead={say.codeLead(email.trim())}>
      <Field
        kind="code"
        label={say.code}
        value={code}
        onChange={typed}
        autoFocus
        wrong={failure && explain(words, failure)}
        hint={again.isSuccess ? say.sentAgain : undefined}
      />
      <Box gap="m">
        <Button
          kind="ember"
          label={say.enter}
          onPress={() => enter.mutate(code)}
          busy={enter.isPending}
          disabled={code.length !== 6}
          full
        />
        <Button
          kind="plain"
          label={say.sendAgain}
          onPress={() => again.mutate()}
          busy={again.isPending}
          full
        />
        <Button kind="plain" label={say.otherAddress} onPress={() => next('address')} full />
      </Box>
    </Titled>
  );
}
