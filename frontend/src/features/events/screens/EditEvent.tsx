// Changing an event: the same form, filled in; then what changes, who is told, and the deed.
import { router, useLocalSearchParams } from 'expo-router';
import { useEffect, useState } from 'react';
import { refusedFor } from '@/api/client';
import { chosen, focus } from '@/features/discovery/stage';
import { useZone } from '@/features/locations/data';
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
import { SaveDialog } from '../components/SaveDialog';
import { useCover } from '../cover';
import { type EventPage, useEdit, useEvent } from '../data';
import { type Draft, draftOf, wrongs } from '../draft';
import { changes } from '../sent';

export function EditEvent() {
  const { id, place } = useLocalSearchParams<{ id: string; place?: string }>();
  const words = useWords();
  const answer = useEvent(id);
  const [opened, open] = useState(0);
  const again = async () => {
    await answer.refetch();
    open(opened + 1);
  };
  return (
    <Box grow role="main">
      <Head
        title={words.events.editTitle}
        back={{ label: words.events.backToEvent, href: `/events/${id}` }}
      />
      <Loaded answer={answer} explain={(failure) => explain(words, failure)}>
        {(page) => <Form key={opened} page={page} wanted={place} onAgain={() => void again()} />}
      </Loaded>
    </Box>
  );
}

interface FormProps {
  page: EventPage;
  /** Where a poll wants it to be: looked for at once. */
  wanted?: string;
  onAgain: () => void;
}

function Form({ page: now, wanted, onAgain }: FormProps) {
  const words = useWords();
  const say = words.hosting;
  // As it was when the form opened: a change by somebody else meanwhile is refused, not overwritten.
  const [page] = useState(now);
  const { event } = page;
  const [{ before, there }] = useState(() => ({
    before: draftOf(page),
    there: { ...event.place, locationId: null },
  }));
  const [draft, setDraft] = useState<Draft>(before);
  const [tried, setTried] = useState(false);
  const [asking, ask] = useState(false);
  const place = useStore(chosen);
  const edit = useEdit(event.id);
  useEffect(() => {
    chosen.set(wanted ? null : there);
    focus.set({ lat: there.lat, lon: there.lon });
    return () => chosen.set(null);
  }, [there, wanted]);
  const moved = place !== null && (place.lat !== there.lat || place.lon !== there.lon) ? place : null;
  const elsewhere = useZone(moved);
  const zone = moved ? elsewhere : event.time_zone;
  const cover = useCover(page.cover && { id: page.cover.id, alt: page.cover.alt });
  const wrong = { ...wrongs(words, draft, place, zone, before), cover: cover.wrong(words) };
  const what = { ...changes(draft, before, moved, zone), ...(cover.changed && { cover: cover.value }) };
  const nothing = tried && Object.keys(what).length === 0;
  const conflict = refusedFor(edit.error, 'version_conflict');
  const go = () => {
    setTried(true);
    if (Object.values(wrong).some(Boolean) || Object.keys(what).length === 0) return;
    edit.reset();
    ask(true);
  };
  return (
    <>
      <Scroll pad="l" gap="xl">
        {event.status === 'completed' && <Text ink="soft">{say.overWords}</Text>}
        <EventForm
          draft={draft}
          onChange={setDraft}
          wrong={tried ? wrong : {}}
          zone={zone}
          cover={cover}
          fixed
          over={event.status === 'completed'}
          place={wanted}
          mostDays={event.status === 'draft' ? undefined : page.kept_days}
        />
      </Scroll>
      <Box pad="l" surface="low" gap="m">
        {conflict && (
          <Box role="alert" surface="badSoft" round="l" pad="l" gap="m">
            <Text ink="bad">{say.conflict}</Text>
            <Button size="s" label={say.showNew} onPress={onAgain} />
          </Box>
        )}
        {nothing && (
          <Text kind="small" ink="soft" centre live>
            {say.nothingChanged}
          </Text>
        )}
        <Button kind="ember" label={words.common.save} onPress={go} full />
      </Box>
      <SaveDialog
        page={page}
        edit={what}
        open={asking && !conflict}
        busy={edit.isPending}
        failure={conflict ? null : edit.error}
        onClose={() => ask(false)}
        onSave={(how) =>
          edit.mutate(
            { version: event.version, edit: { ...what, ...how } },
            {
              onSuccess: () => {
                cover.taken();
                router.replace(`/events/${event.id}`);
              },
            },
          )
        }
      />
    </>
  );
}
