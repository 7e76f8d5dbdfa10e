// One person in a list: their face and names, a line about them, and what can be done.
import type { ReactNode } from 'react';
import { Avatar } from '@/ui/Avatar';
import { Item } from '@/ui/Item';
import { Text } from '@/ui/Text';
import type { PersonCard } from '../data';

export interface PersonItemProps {
  person: PersonCard;
  note?: string;
  after?: ReactNode;
  /** Whether the line opens the person's page; a line with buttons has a link of its own instead. */
  opens?: boolean;
}

export function PersonItem({ person, note, after, opens = true }: PersonItemProps) {
  return (
    <Item
      before={<Avatar person={person} />}
      after={after}
      href={opens ? `/people/${person.id}` : undefined}
      testID={`person-${person.id}`}
    >
      <Text kind="strong" lines={1}>
        {person.display_name}
      </Text>
      <Text kind="small" ink="faint" lines={2}>
        {note ?? `@${person.username}`}
      </Text>
    </Item>
  );
}
