// "Is it you?", wherever something needs certainty: by password, by a code, by passkey, or by signing in again.
import { useMutation } from '@tanstack/react-query';
import { usePathname } from 'expo-router';
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useLanguage, useWords } from '@/i18n/useWords';
import { passkeysWork } from '@/lib/passkey';
import { useStore } from '@/lib/store';
import { type Shown, answered, confirm, question } from '@/session/certain';
import { requestCode } from '@/session/session';
import { type Provider, toProvider } from '@/session/ways';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { Loaded } from '@/ui/Loaded';
import { type WaysIn, useWays } from '../data';
import { useWhen } from '../when';
import { Wrong } from './Titled';

export function ConfirmDialog() {
  const asked = useStore(question);
  return asked ? <Asking until={asked.until} /> : null;
}

function Asking({ until }: { until: string | null }) {
  const words = useWords();
  const say = words.account;
  const ways = useWays();
  const when = useWhen();
  const lead = until ? say.waitLead(when.at(until)) : say.confirmLead;
  return (
    <Dialog title={say.confirmTitle} lead={lead} open onClose={() => answered(false)}>
      <Loaded answer={ways} explain={(failure) => explain(words, failure)}>
        {(mine) => <Proofs ways={until ? { ...mine, password: false, email: null, identities: [] } : mine} />}
      </Loaded>
      <Button kind="plain" label={words.common.cancel} onPress={() => answered(false)} full />
    </Dialog>
  );
}

function Proofs({ ways }: { ways: WaysIn }) {
  const words = useWords();
  const say = words.account;
  const path = usePathname();
  const [password, setPassword] = useState('');
  const show = useMutation({
    mutationFn: (shown: Shown) => confirm(shown),
    onSuccess: () => answered(true),
  });
  const leave = useMutation({ mutationFn: (one: Provider) => toProvider(one, 'enter', path) });
  const byPassword = ways.password && (
    <Box gap="m" role="form" label={words.people.signIn.password}>
      <Field
        kind="password"
        label={words.people.signIn.password}
        value={password}
        onChange={setPassword}
        onSubmit={() => show.mutate({ password })}
        autoFocus
      />
      <Button
        kind="ember"
        label={say.confirm}
        onPress={() => show.mutate({ password })}
        busy={show.isPending}
        disabled={!password}
        full
      />
    </Box>
  );
  const failure = show.error ?? leave.error;
  return (
    <Box gap="m">
      {byPassword}
      {ways.passkeys.length > 0 && passkeysWork() && (
        <Button icon="passkey" label={say.withPasskey} onPress={() => show.mutate('passkey')} full />
      )}
      {ways.email && <ByCode email={ways.email} show={(code) => show.mutate({ code })} />}
      {/* Signing in there again is as good: the new session is certain for ten minutes. */}
      {ways.identities.map((one) => (
        <Button
          key={one.id}
          label={say.goOnWith(say.providers[one.provider])}
          onPress={() => leave.mutate(one.provider)}
          full
        />
      ))}
      <Wrong>{failure && explain(words, failure)}</Wrong>
    </Box>
  );
}

function ByCode({ email, show }: { email: string; show: (code: string) => void }) {
  const words = useWords();
  const say = words.people.signIn;
  const locale = useLanguage();
  const [code, setCode] = useState('');
  const send = useMutation({ mutationFn: () => requestCode(email, locale) });
  if (!send.isSuccess)
    return (
      <>
        <Button
          icon="mail"
          label={words.account.codeTo(email)}
          onPress={() => send.mutate()}
          busy={send.isPending}
          full
        />
        <Wrong>{send.error && explain(words, send.error)}</Wrong>
      </>
    );
  const typed = (text: string) => {
    const digits = text.replace(/\D/g, '').slice(0, 6);
    setCode(digits);
    if (digits.length === 6 && digits !== code) show(digits);
  };
  return (
    <Field kind="code" label={say.code} value={code} onChange={typed} hint={say.codeLead(email)} autoFocus />
  );
}
