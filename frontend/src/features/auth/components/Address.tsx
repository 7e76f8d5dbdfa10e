// The address that codes go to, and another one: a code from each end.
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useLanguage, useWords } from '@/i18n/useWords';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Text } from '@/ui/Text';
import { useAskAddress, useConfirmAddress } from '../data';
import { looksLikeMail } from './EnterAddress';
import { Part } from './Part';

export function Address({ email }: { email: string | null }) {
  const words = useWords();
  const say = words.account;
  const [changing, change] = useState(false);
  return (
    <Part title={say.address} lead={say.addressLead}>
      <Row gap="m">
        <Text grow>{email ?? say.noAddress}</Text>
        {!changing && (
          <Button
            size="s"
            label={email ? say.change : say.add}
            name={email ? say.changeAddress : say.addAddress}
            onPress={() => change(true)}
          />
        )}
      </Row>
      {changing && <Change before={email} done={() => change(false)} />}
    </Part>
  );
}

function Change({ before, done }: { before: string | null; done: () => void }) {
  const words = useWords();
  const say = words.account;
  const locale = useLanguage();
  const [email, setEmail] = useState('');
  const [code, setCode] = useState('');
  const [oldCode, setOldCode] = useState('');
  const [odd, setOdd] = useState(false);
  const ask = useAskAddress();
  const confirm = useConfirmAddress();
  const send = () => {
    const good = looksLikeMail(email);
    setOdd(!good);
    if (good) ask.mutate({ email: email.trim(), locale });
  };
  const digits = (text: string) => text.replace(/\D/g, '').slice(0, 6);
  if (!ask.isSuccess)
    return (
      <Box gap="m" role="form" label={say.newAddress}>
        <Field
          kind="email"
          label={say.newAddress}
          value={email}
          onChange={setEmail}
          onSubmit={send}
          autoFocus
          wrong={odd ? words.people.signIn.emailWrong : ask.error && explain(words, ask.error)}
        />
        <Row gap="s">
          <Button kind="ember" size="s" label={say.sendCodes} onPress={send} busy={ask.isPending} />
          <Button kind="plain" size="s" label={words.common.cancel} onPress={done} />
        </Row>
      </Box>
    );
  const ready = code.length === 6 && (!before || oldCode.length === 6);
  return (
    <Box gap="m" role="form" label={say.newAddress}>
      <Field
        kind="code"
        label={say.codeFrom(email.trim())}
        value={code}
        onChange={(text) => setCode(digits(text))}
        autoFocus
      />
      {before && (
        <Field
          kind="code"
          label={say.codeFrom(before)}
          value={oldCode}
          onChange={(text) => setOldCode(digits(text))}
        />
      )}
      {confirm.error && (
        <Box role="alert">
          <Text ink="bad">{explain(words, confirm.error)}</Text>
        </Box>
      )}
      <Row gap="s">
        <Button
          kind="ember"
          size="s"
          label={words.common.save}
          disabled={!ready}
          busy={confirm.isPending}
          onPress={() =>
            confirm.mutate({ after: code, before: before ? oldCode : null, locale }, { onSuccess: done })
          }
        />
        <Button kind="plain" size="s" label={words.common.cancel} onPress={done} />
      </Row>
    </Box>
  );
}
