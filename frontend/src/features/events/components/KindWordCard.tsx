// One kind word: what was good, in the writer's own line, who wrote it, and what may be done with it.
import type { ReactNode } from 'react';
import { useWords } from '@/i18n/useWords';
import { Avatar } from '@/ui/Avatar';
import { Box, Row } from '@/ui/Box';
import { Text } from '@/ui/Text';
import type { Kindness, PersonCard } from '../kindData';

export interface KindWordCardProps {
  person: PersonCard;
  kinds: Kindness[];
  words: string;
  note: string;
  children?: ReactNode;
}

export function KindWordCard({ person, kinds, words, note, children }: KindWordCardProps) {
  const say = useWords().kindness;
  return (
    <Box role="listitem" surface="low" round="l" pad="l" gap="m">
      <Text kind="strong">{kinds.map((kind) => say.kinds[kind]).join(say.between)}</Text>
      {words !== '' && <Text>{say.quoted(words)}</Text>}
      <Row gap="s">
        <Avatar person={person} size="s" />
        <Text kind="small" ink="faint" grow>
          {[person.display_name, note].filter(Boolean).join(' · ')}
        </Text>
      </Row>
      {children}
    </Box>
  );
}
