// One person in a list: their face and names, a line about them, and what can be done.
import type { ReactNode } from 'react';
import { Avatar } from '@/ui/Avatar';
import { Row } from '@/ui/Box';
import { Item } from '@/ui/Item';
import { useWide } from '@/ui/Shell';
import { Text } from '@/ui/Text';
import type { PersonCard } from '../data';

export interface PersonItemProps {
  person: PersonCard;
  note?: string;
  after?: ReactNode;
  /** Whether the line opens the person's page; a line with buttons has a link of its own instead. */
  opens?: boolean;
  /** What comes after is small enough to stand beside the name on a phone, too. */
  beside?: boolean;
}

export function PersonItem({ person, note, after, opens = true, beside }: PersonItemProps) {
  const below = !useWide() && !opens && !beside; // beside buttons a phone has no room for a name
  return (
    <Item
      before={<Avatar person={person} />}
      after={below ? undefined : after}
      href={opens ? `/people/${person.id}` : undefined}
      testID={`person-${person.id}`}
    >
      <Text kind="strong" lines={below ? 2 : 1}>
        {person.display_name}
      </Text>
      <Text kind="small" ink="faint" lines={2}>
        {note ?? `@${person.username}`}
      </Text>
      {below && after && <Row padY="xs">{after}</Row>}
    </Item>
  );
}
