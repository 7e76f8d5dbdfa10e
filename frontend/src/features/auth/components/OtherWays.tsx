// Coming in without a code: by passkey, at a provider, by password; only what is on here and works on this device.
import { useMutation } from '@tanstack/react-query';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { passkeysWork } from '@/lib/passkey';
import { PROVIDERS, type Provider, byPasskey, toProvider } from '@/session/ways';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import type { DoorProps } from '../screens/SignIn';
import { useOffers } from '../data';
import { Wrong } from './Titled';

export function OtherWays({ next, goOn, refused, to }: DoorProps) {
  const words = useWords();
  const say = words.account;
  const offers = useOffers();
  const passkey = useMutation({ mutationFn: byPasskey, onSuccess: goOn, onError: refused });
  const leave = useMutation({ mutationFn: (provider: Provider) => toProvider(provider, 'enter', to) });
  const failure = passkey.error ?? leave.error;
  return (
    <Box gap="m">
      {passkeysWork() && (
        <Button
          icon="passkey"
          label={say.withPasskey}
          onPress={() => passkey.mutate()}
          busy={passkey.isPending}
          full
        />
      )}
      {PROVIDERS.filter((one) => offers.data?.[`${one}_sign_in`]).map((one) => (
        <Button
          key={one}
          label={say.goOnWith(say.providers[one])}
          onPress={() => leave.mutate(one)}
          busy={leave.isPending && leave.variables === one}
          full
        />
      ))}
      <Wrong>{failure && explain(words, failure)}</Wrong>
      <Button kind="plain" label={words.people.signIn.withPassword} onPress={() => next('password')} full />
    </Box>
  );
}
