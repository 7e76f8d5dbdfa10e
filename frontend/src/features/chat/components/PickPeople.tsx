// Friends to choose from, by name; several, or the one that is tapped.
import type { Schemas } from '@/api/client';
import { useDots } from '@/features/presence/data';
import { useWords } from '@/i18n/useWords';
import { Avatar } from '@/ui/Avatar';
import { Box } from '@/ui/Box';
import { Icon } from '@/ui/Icon';
import { Item } from '@/ui/Item';
import { Text } from '@/ui/Text';

type Person = Schemas['PersonCard'];

export interface PickPeopleProps {
  label: string;
  people: readonly Person[];
  chosen?: ReadonlySet<string>;
  onPick: (person: Person) => void;
}

export function PickPeople({ label, people, chosen, onPick }: PickPeopleProps) {
  const say = useWords().talk;
  const dot = useDots();
  return (
    <Box role="list" label={label} gap="xs">
      {people.map((person) => {
        const on = chosen?.has(person.id);
        return (
          <Item
            key={person.id}
            onPress={() => onPick(person)}
            selected={on}
            pressed={chosen && on}
            before={<Avatar person={person} dot={dot(person.id)} />}
            after={on ? <Icon name="check" ink="ember" /> : undefined}
          >
            <Text kind="strong" lines={1}>
              {person.display_name}
            </Text>
            <Text kind="small" ink="faint" lines={1}>
              {say.userName(person.username)}
            </Text>
          </Item>
        );
      })}
    </Box>
  );
}

/** Those whose name or user name has a word that begins so. */
export const called = (people: readonly Person[], text: string): Person[] => {
  const begun = text.trim().replace(/^@/, '').toLowerCase();
  return people.filter(({ display_name, username }) =>
    [username, display_name, ...display_name.split(/\s+/)].some((name) =>
      name.toLowerCase().startsWith(begun),
    ),
  );
};
