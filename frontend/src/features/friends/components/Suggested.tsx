// Whom I may know, and why they are shown.
import { useWords } from '@/i18n/useWords';
import type { Words } from '@/i18n';
import { Box, Row } from '@/ui/Box';
import { Button, IconButton } from '@/ui/Button';
import { Text } from '@/ui/Text';
import { type Suggestion, useAct, useSuggestions } from '../data';
import { PersonItem } from './PersonItem';

/** "2 friends in common: Bo, Cy", or the events where they met. */
function why(words: Words, { kind, count, people, events }: Suggestion['reason']): string {
  const say = words.friends;
  return kind === 'mutual_friends'
    ? say.throughFriends(count, people.map((one) => one.display_name).join(', '))
    : say.throughEvents(count, events.map((one) => one.title).join(', '));
}

export function Suggested() {
  const say = useWords().friends;
  const suggestions = useSuggestions();
  if (!suggestions.data?.length) return null;
  return (
    <Box gap="m">
      <Text kind="heading" level={2}>
        {say.suggestions}
      </Text>
      <Box gap="xs" role="list" label={say.suggestions}>
        {suggestions.data.map((one) => (
          <Suggestible key={one.person.id} suggestion={one} />
        ))}
      </Box>
    </Box>
  );
}

function Suggestible({ suggestion: { person, reason } }: { suggestion: Suggestion }) {
  const words = useWords();
  const say = words.friends;
  const act = useAct(person.id);
  return (
    <PersonItem
      person={person}
      note={why(words, reason)}
      opens={false}
      after={
        <Row>
          <Button
            size="s"
            label={say.see}
            name={`${say.see}: ${person.display_name}`}
            href={`/people/${person.id}`}
          />
          <IconButton
            icon="close"
            label={say.dismiss(person.display_name)}
            onPress={() => act.mutate('dismiss')}
          />
        </Row>
      }
    />
  );
}
