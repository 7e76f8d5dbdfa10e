// Changing an event: the same form, filled in; whoever goes is told of what matters to them.
import { router, useLocalSearchParams } from 'expo-router';
import { useEffect, useState } from 'react';
import { chosen } from '@/features/discovery/stage';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { useStore } from '@/lib/store';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Head } from '@/ui/Head';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { EventForm } from '../components/EventForm';
import { type EventPage, useEdit, useEvent } from '../data';
import { type Draft, changes, draftOf, wrongs } from '../draft';

export function EditEvent() {
  const { id } = useLocalSearchParams<{ id: string }>();
  const words = useWords();
  const answer = useEvent(id);
  return (
    <Box grow role="main">
      <Head
        title={words.events.editTitle}
        back={{ label: words.events.backToEvent, href: `/events/${id}` }}
      />
      <Loaded answer={answer} explain={(failure) => explain(words, failure)}>
        {(page) => <Form page={page} />}
      </Loaded>
    </Box>
  );
}

function Form({ page }: { page: EventPage }) {
  const words = useWords();
  const say = words.events;
  const { event } = page;
  // As it was when the form opened: a change by somebody else meanwhile is refused, not overwritten.
  const [{ before, version, there }] = useState(() => ({
    before: draftOf(page),
    version: event.version,
    there: { ...event.place, locationId: null },
  }));
  const [draft, setDraft] = useState<Draft>(before);
  const [tried, setTried] = useState(false);
  const place = useStore(chosen);
  const edit = useEdit(event.id);
  useEffect(() => {
    chosen.set(there);
    return () => chosen.set(null);
  }, [there]);
  const wrong = wrongs(say, draft, place, event.time_zone, before);
  const moved = place !== null && (place.lat !== there.lat || place.lon !== there.lon) ? place : null;
  const go = () => {
    setTried(true);
    if (Object.values(wrong).some(Boolean)) return;
    edit.mutate(
      { version, edit: changes(draft, before, moved, event.time_zone) },
      { onSuccess: () => router.replace(`/events/${event.id}`) },
    );
  };
  return (
    <>
      <Scroll pad="l" gap="xl">
        <EventForm
          draft={draft}
          onChange={setDraft}
          wrong={tried ? wrong : {}}
          zone={event.time_zone}
          fixed
          moved={moved !== null}
        />
        {edit.error && (
          <Box role="alert">
            <Text ink="bad">{explain(words, edit.error)}</Text>
          </Box>
        )}
      </Scroll>
      <Box pad="l" surface="low">
        <Button kind="ember" label={words.common.save} onPress={go} busy={edit.isPending} full />
      </Box>
    </>
  );
}
