// How I stand to somebody, as the one thing that can be done about it.
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Text } from '@/ui/Text';
import { type Act, type PersonCard, type Relationship, useAct } from '../data';

export interface StandingProps {
  person: PersonCard;
  relationship: Pick<Relationship, 'state'>;
  small?: boolean;
}

export function Standing({ person, relationship, small }: StandingProps) {
  const words = useWords();
  const say = words.friends;
  const act = useAct(person.id);
  const size = small ? 's' : 'm';
  const button = (what: Act, label: string, kind: 'ember' | 'quiet' = 'quiet') => (
    <Button
      kind={kind}
      size={size}
      label={label}
      name={`${label}: ${person.display_name}`}
      busy={act.isPending && act.variables === what}
      onPress={() => act.mutate(what)}
    />
  );
  return (
    <Box gap="xs" align={small ? 'flex-end' : 'flex-start'}>
      <Row gap="s" wrap>
        {relationship.state === 'none' && button('ask', say.ask, 'ember')}
        {relationship.state === 'asked_by_me' && button('cancel', say.cancel)}
        {relationship.state === 'asked_by_them' && (
          <>
            {button('accept', say.accept, 'ember')}
            {button('decline', say.decline)}
          </>
        )}
      </Row>
      {act.error && (
        <Text kind="small" ink="bad" live>
          {explain(words, act.error)}
        </Text>
      )}
    </Box>
  );
}
