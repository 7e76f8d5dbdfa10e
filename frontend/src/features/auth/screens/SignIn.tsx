// The way in: an address, then the code from the mail; or a password, a passkey, a provider. Whoever is new goes on to
// sign up, whoever had left is asked whether they want to come back.
import { router, useLocalSearchParams } from 'expo-router';
import { useState } from 'react';
import { useWords } from '@/i18n/useWords';
import { wayBack, waitingLink } from '@/session/ways';
import { Box } from '@/ui/Box';
import { Door } from '@/ui/Door';
import { Text } from '@/ui/Text';
import { EnterAddress } from '../components/EnterAddress';
import { EnterCode } from '../components/EnterCode';
import { EnterPassword } from '../components/EnterPassword';
import { Forgot } from '../components/Forgot';
import { ComeBack } from '../components/ComeBack';
import { afterSignIn } from '../going';

export type Step = 'address' | 'code' | 'password' | 'forgot';

export function SignIn() {
  const words = useWords();
  const { to } = useLocalSearchParams<{ to?: string }>();
  const [step, setStep] = useState<Step>('address');
  const [email, setEmail] = useState('');
  const [left, setLeft] = useState<ReturnType<typeof wayBack>>(null);
  const goOn = () => router.replace(afterSignIn(to) as '/');
  /** Whether the refusal is the question of somebody who had left. */
  const refused = (failure: Error) => setLeft(wayBack(failure));
  const door = { email, setEmail, next: setStep, goOn, refused, to: to ?? null };
  return (
    <Door brand={words.common.brand}>
      {left ? (
        <ComeBack left={left} goOn={goOn} stay={() => setLeft(null)} />
      ) : (
        <>
          {step === 'address' && waitingLink() && (
            <Box surface="emberSoft" pad="l" round="l" role="status">
              <Text>{words.account.linkFirst}</Text>
            </Box>
          )}
          {step === 'address' && <EnterAddress {...door} />}
          {step === 'code' && <EnterCode {...door} />}
          {step === 'password' && <EnterPassword {...door} />}
          {step === 'forgot' && <Forgot {...door} />}
        </>
      )}
    </Door>
  );
}

export interface DoorProps {
  email: string;
  setEmail: (email: string) => void;
  next: (step: Step) => void;
  goOn: () => void;
  refused: (failure: Error) => void;
  /** Where somebody wanted to go before they had to sign in. */
  to: string | null;
}
