// Making an event: what and where are enough; everything else has a default.
import { router } from 'expo-router';
import { useState } from 'react';
import { chosen } from '@/features/discovery/stage';
import { useZone } from '@/features/locations/data';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { newId } from '@/lib/ids';
import { useStore } from '@/lib/store';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Head } from '@/ui/Head';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { EventForm } from '../components/EventForm';
import { useCreate } from '../data';
import { type Draft, EMPTY, wrongs } from '../draft';
import { newEvent } from '../sent';

export function NewEvent() {
  const words = useWords();
  const say = words.events;
  const place = useStore(chosen);
  const zone = useZone(place);
  const [id] = useState(newId);
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const [tried, setTried] = useState(false);
  const create = useCreate();
  const wrong = wrongs(words, draft, place, zone);
  const go = (asDraft: boolean) => {
    setTried(true);
    if (!place || Object.values(wrong).some(Boolean)) return;
    create.mutate(
      { id, ...newEvent(draft, place, zone), draft: asDraft },
      {
        onSuccess: (event) => {
          chosen.set(null);
          router.replace(`/events/${event.id}`);
        },
      },
    );
  };
  return (
    <Box grow role="main">
      <Head title={say.newTitle} back={{ label: words.common.back, href: '/' }} />
      <Scroll pad="l" gap="xl">
        <EventForm
          draft={draft}
          onChange={setDraft}
          wrong={tried ? wrong : { seats: wrong.seats, end: wrong.end, tags: wrong.tags }}
          zone={zone}
        />
        {create.error && (
          <Box role="alert">
            <Text ink="bad">{explain(words, create.error)}</Text>
          </Box>
        )}
      </Scroll>
      <Box pad="l" surface="low" gap="xs">
        <Button
          kind="ember"
          label={say.create}
          onPress={() => go(false)}
          busy={create.isPending && !create.variables.draft}
          full
        />
        {draft.repeat.frequency === 'no' && (
          <Button
            kind="plain"
            size="s"
            label={words.hosting.saveDraft}
            onPress={() => go(true)}
            busy={create.isPending && create.variables.draft}
            full
          />
        )}
      </Box>
    </Box>
  );
}
