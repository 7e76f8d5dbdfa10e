// Lists of friends to share with; nobody else knows of them.
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box, Row } from '@/ui/Box';
import { Button, IconButton } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Head } from '@/ui/Head';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Sheet, SheetItem } from '@/ui/Sheet';
import { Text } from '@/ui/Text';
import { PersonItem } from '../components/PersonItem';
import { useFriends, useListStep, useLists } from '../data';

export function Lists() {
  const words = useWords();
  const say = words.friends;
  const step = useListStep();
  const [name, setName] = useState('');
  const make = () => step.mutate({ do: 'save', name: name.trim() }, { onSuccess: () => setName('') });
  return (
    <Box grow width="page" role="main">
      <Head title={say.lists} back={{ label: words.common.back, href: '/friends' }} />
      <Loaded answer={useLists()} explain={(failure) => explain(words, failure)}>
        {(lists) => (
          <Scroll pad="l" gap="xxl">
            <Text ink="soft">{say.listsLead}</Text>
            {lists.map((list) => (
              <OneList key={list.id} list={list} />
            ))}
            <Box gap="m" role="form" label={say.newList}>
              <Field
                label={say.newList}
                value={name}
                onChange={setName}
                onSubmit={() => name.trim() && make()}
                max={50}
                wrong={step.error && explain(words, step.error)}
              />
              <Button
                icon="add"
                label={say.makeList}
                disabled={!name.trim()}
                busy={step.isPending}
                onPress={make}
              />
            </Box>
          </Scroll>
        )}
      </Loaded>
    </Box>
  );
}

type List = NonNullable<ReturnType<typeof useLists>['data']>[number];

function OneList({ list }: { list: List }) {
  const words = useWords();
  const say = words.friends;
  const step = useListStep();
  const [adding, add] = useState(false);
  const [name, setName] = useState<string | null>(null);
  const rename = () =>
    step.mutate({ do: 'save', id: list.id, name: name?.trim() ?? '' }, { onSuccess: () => setName(null) });
  return (
    <Box gap="m">
      {name === null ? (
        <Row gap="xs">
          <Text kind="heading" level={2} grow>
            {list.name}
          </Text>
          <IconButton icon="edit" label={say.renameList(list.name)} onPress={() => setName(list.name)} />
          <IconButton
            icon="remove"
            label={say.deleteList(list.name)}
            onPress={() => step.mutate({ do: 'delete', id: list.id })}
          />
        </Row>
      ) : (
        <Box gap="s" role="form" label={say.renameList(list.name)}>
          <Field label={say.listName} value={name} onChange={setName} onSubmit={rename} max={50} autoFocus />
          <Row gap="s">
            <Button
              kind="ember"
              size="s"
              label={words.common.save}
              disabled={!name.trim()}
              onPress={rename}
            />
            <Button kind="plain" size="s" label={words.common.cancel} onPress={() => setName(null)} />
          </Row>
        </Box>
      )}
      {list.people.length > 0 && (
        <Box gap="xs" role="list" label={list.name}>
          {list.people.map((person) => (
            <PersonItem
              key={person.id}
              person={person}
              opens={false}
              beside
              after={
                <IconButton
                  icon="close"
                  label={say.offList(person.display_name)}
                  onPress={() => step.mutate({ do: 'remove', id: list.id, person: person.id })}
                />
              }
            />
          ))}
        </Box>
      )}
      {step.error && (
        <Text ink="bad" live>
          {explain(words, step.error)}
        </Text>
      )}
      <Button
        size="s"
        icon="add"
        label={say.toList}
        name={`${say.toList}: ${list.name}`}
        onPress={() => add(true)}
      />
      <Picker
        list={list}
        open={adding}
        onClose={() => add(false)}
        pick={(person) => step.mutate({ do: 'add', id: list.id, person })}
      />
    </Box>
  );
}

interface PickerProps {
  list: List;
  open: boolean;
  onClose: () => void;
  pick: (person: string) => void;
}

function Picker({ list, open, onClose, pick }: PickerProps) {
  const say = useWords().friends;
  const friends = useFriends();
  const on = new Set(list.people.map(({ id }) => id));
  const off = friends.data?.filter(({ person }) => !on.has(person.id)) ?? [];
  return (
    <Sheet label={say.toList} titled open={open} onClose={onClose}>
      {off.length === 0 && (
        <Box pad="m">
          <Text ink="soft">{say.nobodyLeft}</Text>
        </Box>
      )}
      {off.map(({ person }) => (
        <SheetItem
          key={person.id}
          label={person.display_name}
          hint={`@${person.username}`}
          onPress={() => {
            pick(person.id);
            onClose();
          }}
        />
      ))}
    </Sheet>
  );
}
