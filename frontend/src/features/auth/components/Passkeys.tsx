// My passkeys: each with its name and when it was last used; adding, renaming, removing.
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { deviceName } from '@/lib/device';
import { passkeysWork } from '@/lib/passkey';
import { Box, Row } from '@/ui/Box';
import { Button, IconButton } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Icon } from '@/ui/Icon';
import { Item } from '@/ui/Item';
import { Text } from '@/ui/Text';
import { type WaysIn, useAddPasskey, useRemovePasskey, useRenamePasskey } from '../data';
import { useWhen } from '../when';
import { Part } from './Part';
import { Wrong } from './Titled';

type Passkey = WaysIn['passkeys'][number];

export function Passkeys({ passkeys }: { passkeys: Passkey[] }) {
  const words = useWords();
  const say = words.account;
  const add = useAddPasskey();
  const [name, setName] = useState<string | null>(null);
  const make = () => add.mutate(name?.trim() ?? '', { onSuccess: () => setName(null) });
  return (
    <Part title={say.passkeys} lead={say.passkeysLead}>
      {passkeys.length > 0 && (
        <Box gap="xs" role="list" label={say.passkeys}>
          {passkeys.map((one) => (
            <PasskeyItem key={one.id} passkey={one} />
          ))}
        </Box>
      )}
      {!passkeysWork() && <Text ink="faint">{say.noPasskeysHere}</Text>}
      {name === null ? (
        passkeysWork() && (
          <Button size="s" icon="add" label={say.addPasskey} onPress={() => setName(deviceName())} />
        )
      ) : (
        <Box gap="m" role="form" label={say.addPasskey}>
          <Field label={say.passkeyName} value={name} onChange={setName} onSubmit={make} max={50} autoFocus />
          <Row gap="s">
            <Button
              kind="ember"
              size="s"
              label={say.makePasskey}
              onPress={make}
              busy={add.isPending}
              disabled={!name.trim()}
            />
            <Button kind="plain" size="s" label={words.common.cancel} onPress={() => setName(null)} />
          </Row>
        </Box>
      )}
      <Wrong>{add.error && explain(words, add.error)}</Wrong>
    </Part>
  );
}

function PasskeyItem({ passkey }: { passkey: Passkey }) {
  const words = useWords();
  const say = words.account;
  const when = useWhen();
  const rename = useRenamePasskey();
  const remove = useRemovePasskey();
  const [name, setName] = useState<string | null>(null);
  const failure = rename.error ?? remove.error;
  const save = () =>
    rename.mutate({ id: passkey.id, name: name?.trim() ?? '' }, { onSuccess: () => setName(null) });
  return (
    <Item
      before={<Icon name="passkey" ink="faint" />}
      after={
        name === null && (
          <Row>
            <IconButton
              icon="edit"
              label={say.renameOne(passkey.name)}
              onPress={() => setName(passkey.name)}
            />
            <IconButton
              icon="remove"
              label={say.removeOne(passkey.name)}
              disabled={remove.isPending}
              onPress={() => remove.mutate(passkey.id)}
            />
          </Row>
        )
      }
    >
      {name === null ? (
        <>
          <Text kind="strong" lines={1}>
            {passkey.name}
          </Text>
          <Text kind="small" ink="faint">
            {when.lastUsed(passkey.last_used_at)}
            {passkey.backed_up ? ` · ${say.backedUp}` : ''}
          </Text>
        </>
      ) : (
        <Box gap="s">
          <Field label={say.passkeyName} value={name} onChange={setName} onSubmit={save} max={50} autoFocus />
          <Row gap="s">
            <Button
              kind="ember"
              size="s"
              label={words.common.save}
              onPress={save}
              busy={rename.isPending}
              disabled={!name.trim()}
            />
            <Button kind="plain" size="s" label={words.common.cancel} onPress={() => setName(null)} />
          </Row>
        </Box>
      )}
      <Wrong>{failure && explain(words, failure)}</Wrong>
    </Item>
  );
}
