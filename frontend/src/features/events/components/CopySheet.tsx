// The same event again at another time: a draft, to be looked at and published.
import { router } from 'expo-router';
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { newId } from '@/lib/ids';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Sheet } from '@/ui/Sheet';
import { Text } from '@/ui/Text';
import type { EventPage } from '../data';
import { useCopy } from '../lifeData';
import { startAhead } from '../start';

const WEEK_MS = 7 * 86_400_000;

/** The same wall clock so many weeks later that it is still to come. */
function nextWeek(local: string, zone: string): string {
  let at = Date.parse(`${local.slice(0, 16)}Z`);
  let next: string;
  do {
    at += WEEK_MS;
    next = new Date(at).toISOString().slice(0, 16);
  } while (!startAhead(next, zone));
  return next;
}

export function CopySheet({ page, open, onClose }: { page: EventPage; open: boolean; onClose: () => void }) {
  const words = useWords();
  const say = words.repeating;
  const { event } = page;
  const [id] = useState(newId);
  const [start, setStart] = useState(() => nextWeek(event.local_start, event.time_zone));
  const copy = useCopy(event.id);
  const ahead = startAhead(start, event.time_zone);
  const make = () =>
    copy.mutate(
      { id, local_start: `${start.slice(0, 16)}:00` },
      {
        onSuccess: (made) => {
          onClose();
          router.navigate(`/events/${made.id}`);
        },
      },
    );
  return (
    <Sheet label={say.copy} titled open={open} onClose={onClose}>
      <Box pad="m" gap="l">
        <Text kind="small" ink="soft">
          {say.copyLead}
        </Text>
        <Field
          kind="datetime"
          label={words.events.starts}
          value={start}
          onChange={setStart}
          hint={words.events.inZone(event.time_zone)}
          wrong={ahead ? null : words.events.startsWrong}
        />
        {copy.error && (
          <Box role="alert">
            <Text ink="bad">{explain(words, copy.error)}</Text>
          </Box>
        )}
        <Button
          kind="ember"
          label={say.copyMake}
          disabled={!ahead}
          busy={copy.isPending}
          onPress={make}
          full
        />
      </Box>
    </Sheet>
  );
}
