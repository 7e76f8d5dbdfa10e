// Who is coming, and who may be.
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Avatar } from '@/ui/Avatar';
import { Box, Row } from '@/ui/Box';
import { Loaded } from '@/ui/Loaded';
import { Text } from '@/ui/Text';
import { useGuests } from '../data';
import { type EventCard, goingWords } from '../words';

export function GuestList({ event }: { event: EventCard }) {
  const words = useWords();
  const say = words.events;
  const guests = useGuests(event.id);
  return (
    <Box gap="m">
      <Row justify="space-between">
        <Text kind="heading" level={2}>
          {say.guests}
        </Text>
        <Text kind="label" ink="faint" live testID="going">
          {goingWords(words, event)}
        </Text>
      </Row>
      <Loaded
        answer={guests}
        explain={(failure) => explain(words, failure)}
        empty={{ when: (all) => all.length === 0, show: <Text ink="faint">{say.noGuests}</Text> }}
      >
        {(all) => (
          <Box role="list" label={say.guests} gap="s">
            {all.map(({ person, answer }) => (
              <Row key={person.id} gap="m" role="listitem">
                <Avatar person={person} />
                <Text grow lines={1}>
                  {person.display_name}
                </Text>
                {answer === 'maybe' && (
                  <Text kind="small" ink="faint">
                    {say.maybes}
                  </Text>
                )}
              </Row>
            ))}
          </Box>
        )}
      </Loaded>
    </Box>
  );
}
