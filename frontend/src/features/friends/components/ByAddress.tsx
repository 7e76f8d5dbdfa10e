// Finding people by the mail addresses that I have of them, once I can be found by mine.
import { useState } from 'react';
import { useEditMe, useMe } from '@/features/users/data';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { addressesIn } from '@/lib/addresses';
import { contactsWork, pickAddresses } from '@/lib/contacts';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Icon } from '@/ui/Icon';
import { Loaded } from '@/ui/Loaded';
import { Text } from '@/ui/Text';
import { Toggle } from '@/ui/Toggle';
import { MOST_ADDRESSES, useByAddresses } from '../data';
import { PersonItem } from './PersonItem';

export function ByAddress() {
  const words = useWords();
  const say = words.friends;
  const edit = useEditMe();
  return (
    <Box gap="m">
      <Box gap="xs">
        <Text kind="heading" level={2}>
          {say.byAddress}
        </Text>
        <Text kind="small" ink="soft">
          {say.byAddressLead}
        </Text>
      </Box>
      <Loaded answer={useMe()} explain={(failure) => explain(words, failure)}>
        {(me) =>
          me.email === null ? (
            <Button size="s" icon="mail" label={say.addAddress} href="/me/ways" />
          ) : me.findable_by_email ? (
            <Look />
          ) : (
            <Toggle
              label={say.letFind}
              hint={say.letFindHint}
              on={false}
              disabled={edit.isPending}
              onChange={(findable_by_email) => edit.mutate({ findable_by_email })}
            />
          )
        }
      </Loaded>
      {edit.error && (
        <Text ink="bad" live>
          {explain(words, edit.error)}
        </Text>
      )}
    </Box>
  );
}

function Look() {
  const words = useWords();
  const say = words.friends;
  const look = useByAddresses();
  const [text, setText] = useState('');
  const wanted = addressesIn(text);
  const tooMany = wanted.length > MOST_ADDRESSES ? say.tooManyAddresses(MOST_ADDRESSES) : null;
  const choose = async () => {
    const chosen = await pickAddresses();
    if (chosen.length) setText((before) => [before, ...chosen].filter(Boolean).join('\n'));
  };
  return (
    <>
      <Field
        long
        label={say.addresses}
        hint={say.addressesHint}
        value={text}
        onChange={setText}
        wrong={tooMany ?? (look.error && explain(words, look.error))}
      />
      <Row gap="s" wrap>
        <Button
          icon="search"
          label={say.lookForThem(wanted.length)}
          disabled={!wanted.length || !!tooMany}
          busy={look.isPending}
          onPress={() => look.mutate(wanted)}
        />
        {contactsWork() && <Button icon="people" label={say.fromContacts} onPress={() => void choose()} />}
      </Row>
      <Box role="status" live="polite">
        {look.data?.length === 0 && <Text ink="soft">{say.nobodyByAddress}</Text>}
        {look.data && look.data.length > 0 && (
          <Box role="list" gap="xs" label={say.foundByAddress}>
            {look.data.map(({ person, address }) => (
              <PersonItem
                key={person.id}
                person={person}
                note={address}
                after={<Icon name="right" ink="faint" />}
              />
            ))}
          </Box>
        )}
      </Box>
    </>
  );
}
