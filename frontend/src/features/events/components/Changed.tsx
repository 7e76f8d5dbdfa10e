// Time or place have moved since I answered, or the host asks once more: do I still come?
import { useWords } from '@/i18n/useWords';
import { timeZone } from '@/lib/device';
import { clockTime, dayWords, localWords } from '@/lib/time';
import { useNow } from '@/lib/useNow';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Text } from '@/ui/Text';
import type { Answering } from './AnswerBar';

/** Whether I am asked to answer again. */
export const asksAgain = ({ standing }: Answering['page']): boolean =>
  standing !== null &&
  ['going', 'maybe'].includes(standing.answer) &&
  (standing.before !== null || standing.confirm_by !== null);

export function Changed({ page, busy, answer }: Answering) {
  const words = useWords();
  const say = words.hosting;
  const now = useNow();
  const { standing, event } = page;
  const before = standing?.before ?? null;
  const by = standing?.confirm_by ? Date.parse(standing.confirm_by) : null;
  const until =
    by && `${dayWords(by, now, timeZone(), words.locale)}, ${clockTime(by, timeZone(), words.locale)}`;
  const was = before && [
    before.local_start !== event.local_start || before.time_zone !== event.time_zone
      ? localWords(before.local_start, words.locale)
      : null,
    before.place_name !== event.place.name ? before.place_name : null,
  ];
  const still = standing?.answer === 'maybe' ? 'maybe' : 'going';
  return (
    <Box gap="m">
      <Box gap="xs">
        <Text kind="strong" live>
          {before ? say.changedTitle : say.stillComing}
        </Text>
        {was?.some(Boolean) && (
          <Text kind="small" ink="soft">
            {say.wasWhen(was.filter(Boolean).join(' · '))}
          </Text>
        )}
        {until && (
          <Text kind="small" ink="soft">
            {say.confirmBy(until)}
          </Text>
        )}
      </Box>
      <Row gap="s">
        <Box grow>
          <Button
            kind="ember"
            label={still === 'maybe' ? words.events.maybe : say.stillYes}
            onPress={() => answer({ answer: still, guests: (standing?.party ?? 1) - 1 })}
            busy={busy(still)}
            full
          />
        </Box>
        <Button label={say.stillNo} onPress={() => answer({ answer: 'no' })} busy={busy('no')} />
      </Row>
    </Box>
  );
}
