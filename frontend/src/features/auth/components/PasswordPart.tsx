// My password: a first one, or another one with the present one; all other sessions end.
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Text } from '@/ui/Text';
import { useSetPassword } from '../data';
import { Part } from './Part';

export function PasswordPart({ has }: { has: boolean }) {
  const words = useWords();
  const say = words.account;
  const [changing, change] = useState(false);
  const [current, setCurrent] = useState('');
  const [wanted, setWanted] = useState('');
  const set = useSetPassword();
  const close = () => {
    change(false);
    setCurrent('');
    setWanted('');
  };
  const save = () => set.mutate({ new: wanted, current: has ? current : null }, { onSuccess: close });
  return (
    <Part title={say.password}>
      <Row gap="m">
        <Text grow live>
          {set.isSuccess && !changing ? say.passwordSet : has ? say.hasPassword : say.noPassword}
        </Text>
        {!changing && (
          <Button
            size="s"
            label={has ? say.change : say.add}
            name={has ? say.changePassword : say.addPassword}
            onPress={() => change(true)}
          />
        )}
      </Row>
      {changing && (
        <Box gap="m" role="form" label={say.password}>
          {has && (
            <Field
              kind="password"
              label={say.currentPassword}
              value={current}
              onChange={setCurrent}
              autoFocus
            />
          )}
          <Field
            kind="newPassword"
            label={say.newPassword}
            hint={say.newPasswordHint}
            value={wanted}
            onChange={setWanted}
            onSubmit={save}
            autoFocus={!has}
            wrong={set.error && explain(words, set.error)}
          />
          <Row gap="s">
            <Button
              kind="ember"
              size="s"
              label={words.common.save}
              onPress={save}
              busy={set.isPending}
              disabled={!wanted || (has && !current)}
            />
            <Button kind="plain" size="s" label={words.common.cancel} onPress={close} />
          </Row>
        </Box>
      )}
    </Part>
  );
}
