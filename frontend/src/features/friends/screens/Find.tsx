// Finding somebody: by their user name or mail address, and being found by my link or its QR code.
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { handOn } from '@/lib/clipboard';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Head } from '@/ui/Head';
import { Icon } from '@/ui/Icon';
import { Loaded } from '@/ui/Loaded';
import { Qr } from '@/ui/Qr';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { ByAddress } from '../components/ByAddress';
import { PersonItem } from '../components/PersonItem';
import { useByUsername, useLink, useSetLink } from '../data';

export function Find() {
  const words = useWords();
  return (
    <Box grow width="page" role="main">
      <Head title={words.friends.find} back={{ label: words.common.back, href: '/friends' }} />
      <Scroll pad="l" gap="xxl">
        <ByName />
        <ByAddress />
        <MyLink />
      </Scroll>
    </Box>
  );
}

function ByName() {
  const words = useWords();
  const say = words.friends;
  const [name, setName] = useState('');
  const look = useByUsername();
  const wanted = name.trim().replace(/^@/, '');
  return (
    <Box gap="m">
      <Text kind="heading" level={2}>
        {say.byName}
      </Text>
      <Field
        kind="search"
        label={say.username}
        hint={say.byNameHint}
        value={name}
        onChange={setName}
        onSubmit={() => look.mutate(wanted)}
        max={21}
        wrong={look.error && explain(words, look.error)}
      />
      <Button
        icon="search"
        label={say.look}
        disabled={wanted.length < 3}
        busy={look.isPending}
        onPress={() => look.mutate(wanted)}
      />
      <Box role="status" live="polite">
        {look.data === null && <Text ink="soft">{say.nobody}</Text>}
        {look.data && (
          <Box role="list" label={say.found}>
            <PersonItem person={look.data} after={<Icon name="right" ink="faint" />} />
          </Box>
        )}
      </Box>
    </Box>
  );
}

function MyLink() {
  const words = useWords();
  const say = words.friends;
  const link = useLink();
  const set = useSetLink();
  const [copied, setCopied] = useState(false);
  return (
    <Box gap="m">
      <Box gap="xs">
        <Text kind="heading" level={2}>
          {say.myLink}
        </Text>
        <Text kind="small" ink="soft">
          {say.myLinkLead}
        </Text>
      </Box>
      <Loaded answer={link} explain={(failure) => explain(words, failure)}>
        {(mine) =>
          mine ? (
            <Box gap="m" align="center">
              <Qr text={mine.url} label={say.qr} />
              <Text kind="small" ink="faint" centre testID="my-link">
                {mine.url}
              </Text>
              <Row gap="s" wrap justify="center">
                <Button
                  kind="ember"
                  size="s"
                  icon={copied ? 'check' : 'share'}
                  label={copied ? say.copied : say.share}
                  onPress={() => void handOn(mine.url).then(setCopied)}
                />
                <Button size="s" icon="again" label={say.renewLink} onPress={() => set.mutate(true)} />
                <Button size="s" label={say.dropLink} onPress={() => set.mutate(false)} />
              </Row>
            </Box>
          ) : (
            <Button icon="qr" label={say.makeLink} busy={set.isPending} onPress={() => set.mutate(true)} />
          )
        }
      </Loaded>
      {set.error && (
        <Text ink="bad" live>
          {explain(words, set.error)}
        </Text>
      )}
    </Box>
  );
}
