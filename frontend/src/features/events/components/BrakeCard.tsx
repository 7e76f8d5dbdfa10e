// For hosts of an event that many more want to come to than there are seats: whether it is open to new people again.
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Text } from '@/ui/Text';
import type { EventPage } from '../data';
import { useAnswerBrake } from '../hostData';

export function BrakeCard({ page: { event, brake } }: { page: EventPage }) {
  const words = useWords();
  const say = words.following;
  const answer = useAnswerBrake(event.id);
  if (!brake) return null;
  return (
    <Box role="group" label={say.brake} surface="mid" round="l" pad="l" gap="m">
      <Text kind="heading" level={2}>
        {say.brake}
      </Text>
      <Text>{say.brakeWanted(brake.wanted, event.seats)}</Text>
      <Text kind="small" ink="soft">
        {say.brakeLead}
      </Text>
      {answer.error && (
        <Box role="alert">
          <Text ink="bad">{explain(words, answer.error)}</Text>
        </Box>
      )}
      <Box gap="s">
        <Button
          kind="ember"
          label={brake.was === 'public' ? say.brakeOpen : say.brakeOpenLink}
          busy={answer.isPending && answer.variables}
          onPress={() => answer.mutate(true)}
          full
        />
        <Button
          label={say.brakeStay}
          busy={answer.isPending && !answer.variables}
          onPress={() => answer.mutate(false)}
          full
        />
      </Box>
    </Box>
  );
}
