// Making an event: what and where are enough; everything else has a default.
import { router } from 'expo-router';
import { useState } from 'react';
import { type Schemas, refusedFor } from '@/api/client';
import { type Chosen, chosen } from '@/features/discovery/stage';
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
import { useCover } from '../cover';
import { useCreate } from '../data';
import { type Draft, EMPTY, wrongs } from '../draft';
import { mayBeHome } from '../homes';
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
  const cover = useCover(null);
  const wrong = { ...wrongs(words, draft, place, zone), cover: cover.wrong(words) };
  const [asked, ask] = useState<{ of: Chosen; event: Omit<Schemas['NewEvent'], 'id'> } | null>(null);
  const asking = asked?.of === place ? asked.event : null;
  const unsure = asking ?? (refusedFor(create.error, 'confirm_public') ? create.variables : null);
  const send = (event: Omit<Schemas['NewEvent'], 'id'>) =>
    create.mutate(
      { id, ...event },
      {
        onSuccess: (event) => {
          cover.taken();
          chosen.set(null);
          router.replace(`/events/${event.id}`);
        },
      },
    );
  const go = (asDraft: boolean) => {
    setTried(true);
    if (!place || Object.values(wrong).some(Boolean)) return;
    const event = { ...newEvent(draft, place, zone), cover: cover.value, draft: asDraft };
    if (mayBeHome(place, draft.details)) ask({ of: place, event });
    else send(event);
  };
  return (
    <Box grow role="main">
      <Head title={say.newTitle} back={{ label: words.common.back, href: '/' }} />
      <Scroll pad="l" gap="xl">
        <EventForm
          draft={draft}
          onChange={(changed) => {
            setDraft(changed);
            ask(null);
            create.reset();
          }}
          wrong={tried ? wrong : { seats: wrong.seats, end: wrong.end, tags: wrong.tags }}
          zone={zone}
          cover={cover}
        />
        {(create.error ?? asking) && (
          <Box role="alert">
            <Text ink={create.error ? 'bad' : 'soft'}>
              {create.error ? explain(words, create.error) : words.refusals.confirm_public}
            </Text>
          </Box>
        )}
      </Scroll>
      <Box pad="l" surface="low" gap="xs">
        {unsure ? (
          <AboutHome
            busy={create.isPending}
            onShow={() => send({ ...unsure, confirm_public: true })}
            onHide={() => send({ ...unsure, place: { ...unsure.place, address_for: 'guests' } })}
          />
        ) : (
          <>
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
          </>
        )}
      </Box>
    </Box>
  );
}

interface AboutHomeProps {
  busy: boolean;
  onShow: () => void;
  onHide: () => void;
}

/** Asked once, where everybody would be shown an address that may be a home. */
function AboutHome({ busy, onShow, onHide }: AboutHomeProps) {
  const say = useWords().hosting;
  return (
    <>
      <Button kind="ember" label={say.hideHome} onPress={onHide} busy={busy} full />
      <Button kind="plain" label={say.publicHome} onPress={onShow} full />
    </>
  );
}
