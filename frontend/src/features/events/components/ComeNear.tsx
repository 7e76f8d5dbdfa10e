// "I am here": the phone is asked where it is, on the tap and only then.
import { useState } from 'react';
import { Refusal } from '@/api/client';
import type { Words } from '@/i18n';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { here } from '@/lib/here';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Text } from '@/ui/Text';
import { useComeNear } from '../meetingData';

const MOST_UNSURE = 1_000; // metres

function whyNot(words: Words, failure: unknown): string {
  const reason = failure instanceof Refusal ? failure.problem.extra?.reason : undefined;
  if (reason === 'too_far') return words.meeting.tooFar;
  return (typeof reason === 'string' && words.hosting.checkInWhy[reason]) || explain(words, failure);
}

export function ComeNear({ id }: { id: string }) {
  const words = useWords();
  const say = words.meeting;
  const [looking, look] = useState(false);
  const [lost, lose] = useState(false);
  const near = useComeNear(id);
  const arrive = async () => {
    near.reset();
    look(true);
    const spot = await here(true);
    look(false);
    lose(spot === null);
    if (spot) near.mutate({ ...spot, metres: Math.min(spot.metres, MOST_UNSURE) });
  };
  return (
    <Box gap="s">
      <Button
        icon="here"
        label={say.here}
        busy={looking || near.isPending}
        onPress={() => void arrive()}
        full
      />
      <Text kind="small" ink="faint" centre>
        {say.hereLead}
      </Text>
      {(lost || near.error) && (
        <Box role="alert">
          <Text ink="bad" centre>
            {lost ? say.hereNot : whyNot(words, near.error)}
          </Text>
        </Box>
      )}
    </Box>
  );
}
