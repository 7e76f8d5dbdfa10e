// Keys for servers of mine: what each may do, when it was used; making one, which is shown once, and revoking.
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { handOn } from '@/lib/clipboard';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Head } from '@/ui/Head';
import { Icon } from '@/ui/Icon';
import { Item } from '@/ui/Item';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { Toggle } from '@/ui/Toggle';
import { Wrong } from '../components/Titled';
import { type Scope, useKeys, useMakeKey, useRevokeKey } from '../data';
import { useWhen } from '../when';

const SCOPES: Scope[] = [
  ...(['events:read', 'events:write', 'chat:read', 'chat:write', 'friends:read', 'friends:write'] as const),
  ...(['users:read', 'users:write', 'discovery:read', 'presence:read', 'presence:write'] as const),
  ...(['notifications:read', 'notifications:write', 'moments:read', 'moments:write'] as const),
  ...(['locations:read', 'media:read', 'media:write'] as const),
];

export function Keys() {
  const words = useWords();
  const say = words.account;
  const when = useWhen();
  const revoke = useRevokeKey();
  return (
    <Box grow width="page" role="main">
      <Head title={say.keys} back={{ label: words.common.back, href: '/me' }} />
      <Loaded answer={useKeys()} explain={(failure) => explain(words, failure)}>
        {(keys) => (
          <Scroll pad="l" gap="l">
            <Text ink="soft">{say.keysLead}</Text>
            {keys.length > 0 && (
              <Box gap="xs" role="list" label={say.keys}>
                {keys.map((key) => (
                  <Item
                    key={key.id}
                    before={<Icon name="key" ink="faint" />}
                    after={
                      <Button
                        size="s"
                        label={say.revoke}
                        name={say.revokeOne(key.name)}
                        busy={revoke.isPending && revoke.variables === key.id}
                        onPress={() => revoke.mutate(key.id)}
                      />
                    }
                  >
                    <Text kind="strong" lines={1}>
                      {key.name}
                    </Text>
                    <Text kind="small" ink="faint">
                      {[
                        `…${key.hint}`,
                        key.scopes.join(', '),
                        key.last_used_at ? when.lastUsed(key.last_used_at) : say.neverUsed,
                        key.expires_at && say.until(when.day(key.expires_at)),
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </Text>
                  </Item>
                ))}
              </Box>
            )}
            <Wrong>{revoke.error && explain(words, revoke.error)}</Wrong>
            <NewKey />
          </Scroll>
        )}
      </Loaded>
    </Box>
  );
}

function NewKey() {
  const words = useWords();
  const say = words.account;
  const make = useMakeKey();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [end, setEnd] = useState('');
  const [scopes, setScopes] = useState<Scope[]>([]);
  const [copied, setCopied] = useState(false);
  const close = () => {
    setOpen(false);
    setName('');
    setEnd('');
    setScopes([]);
    setCopied(false);
    make.reset();
  };
  if (!open) return <Button icon="add" label={say.newKey} onPress={() => setOpen(true)} />;
  if (make.isSuccess)
    return (
      <Box gap="m" surface="emberSoft" pad="l" round="l" role="status">
        <Text kind="strong">{say.keyOnce}</Text>
        <Text testID="key">{make.data.key}</Text>
        <Row gap="s">
          <Button
            kind="ember"
            size="s"
            icon={copied ? 'check' : 'copy'}
            label={copied ? say.copied : say.copy}
            onPress={() => void handOn(make.data.key).then(setCopied)}
          />
          <Button size="s" label={words.common.close} onPress={close} />
        </Row>
      </Box>
    );
  const body = { name: name.trim(), scopes, expires_at: end ? `${end}T23:59:59Z` : null };
  return (
    <Box gap="l" role="form" label={say.newKey}>
      <Field label={say.keyName} value={name} onChange={setName} max={50} autoFocus />
      <Box gap="s" role="group" label={say.scopes}>
        <Text kind="label" ink="soft">
          {say.scopes}
        </Text>
        {SCOPES.map((scope) => (
          <Toggle
            key={scope}
            label={say.scope[scope]}
            on={scopes.includes(scope)}
            onChange={(on) => setScopes(on ? [...scopes, scope] : scopes.filter((one) => one !== scope))}
          />
        ))}
      </Box>
      <Field kind="date" label={say.keyEnds} hint={say.keyEndsHint} value={end} onChange={setEnd} />
      <Wrong>{make.error && explain(words, make.error)}</Wrong>
      <Row gap="s">
        <Button
          kind="ember"
          label={say.makeKey}
          busy={make.isPending}
          disabled={!body.name || !scopes.length}
          onPress={() => make.mutate(body)}
        />
        <Button kind="plain" label={words.common.cancel} onPress={close} />
      </Row>
    </Box>
  );
}
