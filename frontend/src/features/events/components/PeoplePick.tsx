// My friends, each with one thing to do about them.
import type { ReactNode } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Avatar } from '@/ui/Avatar';
import { Box, Row } from '@/ui/Box';
import { Loaded } from '@/ui/Loaded';
import { Text } from '@/ui/Text';
import { type PersonCard, useFriends } from '../hostData';

export interface PeoplePickProps {
  label: string;
  /** Those of my friends who are shown. */
  among: (person: PersonCard) => boolean;
  /** People who are shown besides my friends. */
  also?: PersonCard[];
  /** Said if there are friends, but none to show. */
  none: string;
  children: (person: PersonCard) => ReactNode;
}

export function PeoplePick({ label, among, also = [], none, children }: PeoplePickProps) {
  const words = useWords();
  return (
    <Loaded answer={useFriends()} explain={(failure) => explain(words, failure)}>
      {(friends) => {
        const shown = [...also, ...friends.filter(among)];
        if (shown.length === 0)
          return <Text ink="faint">{friends.length === 0 ? words.hosting.noFriends : none}</Text>;
        return (
          <Box role="list" label={label} gap="s">
            {shown.map((person) => (
              <PersonRow key={person.id} person={person}>
                {children(person)}
              </PersonRow>
            ))}
          </Box>
        );
      }}
    </Loaded>
  );
}

export interface PersonRowProps {
  person: PersonCard;
  /** From where one knows them. */
  more?: string;
  children: ReactNode;
}

export function PersonRow({ person, more, children }: PersonRowProps) {
  return (
    <Row role="listitem" gap="m">
      <Avatar person={person} />
      <Box grow>
        <Text lines={1}>{person.display_name}</Text>
        {more && (
          <Text kind="small" ink="faint" lines={1}>
            {more}
          </Text>
        )}
      </Box>
      {children}
    </Row>
  );
}
