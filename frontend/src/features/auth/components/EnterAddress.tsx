// The first step of coming in: an address to send a code to, and the other ways that are on here.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useLanguage, useWords } from '@/i18n/useWords';
import { requestCode } from '@/session/session';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Text } from '@/ui/Text';
import type { DoorProps } from '../screens/SignIn';
import { OtherWays } from './OtherWays';
import { Titled } from './Titled';

const LOOKS_LIKE_MAIL = /^[^@\s]+@[^@\s]+\.[^@\s]{2,}$/;

export const looksLikeMail = (text: string): boolean => LOOKS_LIKE_MAIL.test(text.trim());

export function EnterAddress(door: DoorProps) {
  const words = useWords();
  const say = words.people.signIn;
  const { email, setEmail, next } = door;
  const locale = useLanguage();
  const [odd, setOdd] = useState(false);
  const ask = useMutation({
    mutationFn: () => requestCode(email.trim(), locale),
    onSuccess: () => next('code'),
  });
  const go = () => {
    const good = looksLikeMail(email);
    setOdd(!good);
    if (good) ask.mutate();
  };
  return (
    <>
      <Titled title={say.title} lead={say.lead}>
        <Field
          kind="email"
          label={say.email}
          value={email}
          onChange={setEmail}
          onSubmit={go}
          autoFocus
          wrong={odd ? say.emailWrong : ask.error && explain(words, ask.error)}
        />
        <Box gap="m">
          <Button kind="ember" label={say.sendCode} onPress={go} busy={ask.isPending} full />
          <OtherWays {...door} />
        </Box>
      </Titled>
      <Text kind="small" ink="faint">
        {say.newHere} {words.people.welcome.adults}
      </Text>
    </>
  );
}
