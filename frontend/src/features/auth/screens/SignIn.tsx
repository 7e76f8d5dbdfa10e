// The way in: an address, then the code from the mail, or the password. Whoever is new goes on to sign up.
import { useMutation } from '@tanstack/react-query';
import { router, useLocalSearchParams } from 'expo-router';
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useLanguage, useWords } from '@/i18n/useWords';
import { answerCode, requestCode, signIn } from '@/session/session';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Door } from '@/ui/Door';
import { Field } from '@/ui/Field';
import { Text } from '@/ui/Text';
import { proof } from '../proof';

type Step = 'address' | 'code' | 'password';

const LOOKS_LIKE_MAIL = /^[^@\s]+@[^@\s]+\.[^@\s]{2,}$/;

export function SignIn() {
  const words = useWords();
  const say = words.people.signIn;
  const [step, setStep] = useState<Step>('address');
  const [email, setEmail] = useState('');
  return (
    <Door brand={words.common.brand}>
      {step === 'address' && <Address email={email} setEmail={setEmail} next={setStep} />}
      {step === 'code' && <Code email={email} back={() => setStep('address')} />}
      {step === 'password' && <Password email={email} setEmail={setEmail} back={() => setStep('address')} />}
      {step === 'address' && (
        <Text kind="small" ink="faint">
          {say.newHere} {words.people.welcome.adults}
        </Text>
      )}
    </Door>
  );
}

/** Where somebody wanted to go before they had to sign in; only an address of our own. */
function useGoOn(): () => void {
  const { to } = useLocalSearchParams<{ to?: string }>();
  return () => router.replace((to?.startsWith('/') && !to.startsWith('//') ? to : '/') as '/');
}

interface AddressProps {
  email: string;
  setEmail: (email: string) => void;
  next: (step: Step) => void;
}

function Address({ email, setEmail, next }: AddressProps) {
  const words = useWords();
  const say = words.people.signIn;
  const locale = useLanguage();
  const [odd, setOdd] = useState(false);
  const ask = useMutation({
    mutationFn: () => requestCode(email.trim(), locale),
    onSuccess: () => next('code'),
  });
  const go = () => {
    const good = LOOKS_LIKE_MAIL.test(email.trim());
    setOdd(!good);
    if (good) ask.mutate();
  };
  return (
    <Box gap="xl" role="form" label={say.title}>
      <Box gap="s">
        <Text kind="display" level={1}>
          {say.title}
        </Text>
        <Text ink="soft">{say.lead}</Text>
      </Box>
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
        <Button kind="plain" label={say.withPassword} onPress={() => next('password')} full />
      </Box>
    </Box>
  );
}

function Code({ email, back }: { email: string; back: () => void }) {
  const words = useWords();
  const say = words.people.signIn;
  const locale = useLanguage();
  const goOn = useGoOn();
  const [code, setCode] = useState('');
  const enter = useMutation({
    mutationFn: (digits: string) => answerCode(email.trim(), digits),
    onSuccess: (found) => {
      if (!found) return goOn();
      proof.set(found);
      router.replace('/sign-up');
    },
  });
  const again = useMutation({ mutationFn: () => requestCode(email.trim(), locale) });
  const typed = (text: string) => {
    const digits = text.replace(/\D/g, '').slice(0, 6);
    setCode(digits);
    if (digits.length === 6 && digits !== code) enter.mutate(digits);
  };
  return (
    <Box gap="xl" role="form" label={say.codeTitle}>
      <Box gap="s">
        <Text kind="display" level={1}>
          {say.codeTitle}
        </Text>
        <Text ink="soft">{say.codeLead(email.trim())}</Text>
      </Box>
      <Field
        kind="code"
        label={say.code}
        value={code}
        onChange={typed}
        autoFocus
        wrong={enter.error && explain(words, enter.error)}
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
        <Button kind="plain" label={say.otherAddress} onPress={back} full />
      </Box>
    </Box>
  );
}

function Password({
  email,
  setEmail,
  back,
}: {
  email: string;
  setEmail: (email: string) => void;
  back: () => void;
}) {
  const words = useWords();
  const say = words.people.signIn;
  const goOn = useGoOn();
  const [password, setPassword] = useState('');
  const enter = useMutation({ mutationFn: () => signIn(email.trim(), password), onSuccess: goOn });
  return (
    <Box gap="xl" role="form" label={say.title}>
      <Text kind="display" level={1}>
        {say.title}
      </Text>
      <Box gap="l">
        <Field kind="email" label={say.email} value={email} onChange={setEmail} />
        <Field
          kind="password"
          label={say.password}
          value={password}
          onChange={setPassword}
          onSubmit={() => enter.mutate()}
          wrong={enter.error && explain(words, enter.error)}
        />
      </Box>
      <Box gap="m">
        <Button kind="ember" label={say.enter} onPress={() => enter.mutate()} busy={enter.isPending} full />
        <Button kind="plain" label={say.withCode} onPress={back} full />
      </Box>
    </Box>
  );
}
