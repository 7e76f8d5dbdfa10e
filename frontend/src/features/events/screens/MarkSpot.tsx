// As host: where exactly one meets, in words, by a flag on the map, by a photo.
import { router, useLocalSearchParams } from 'expo-router';
import { useEffect, useState } from 'react';
import { Refusal } from '@/api/client';
import { chosen, focus } from '@/features/discovery/stage';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { here } from '@/lib/here';
import { useStore } from '@/lib/store';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Head } from '@/ui/Head';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { CoverField } from '../components/CoverField';
import { useCover } from '../cover';
import { useEvent } from '../data';
import { type SpotSaid, useMarkSpot, useSpot } from '../meetingData';

const LONGEST = 200;

export function MarkSpot() {
  const { id } = useLocalSearchParams<{ id: string }>();
  const words = useWords();
  const { lat, lon } = useEvent(id).data?.event.place ?? {};
  useEffect(() => {
    if (lat !== undefined && lon !== undefined) focus.set({ lat, lon });
  }, [lat, lon]);
  return (
    <Box grow role="main">
      <Head
        title={words.meeting.spotTitle}
        back={{ label: words.events.backToEvent, href: `/events/${id}` }}
      />
      <Loaded answer={useSpot(id, true)} explain={(failure) => explain(words, failure)}>
        {(spot) => <Form id={id} spot={spot} />}
      </Loaded>
    </Box>
  );
}

const isFar = (failure: unknown): boolean =>
  failure instanceof Refusal && !!failure.problem.errors?.some(({ pointer }) => pointer === '#/flag');

function Form({ id, spot: now }: { id: string; spot: SpotSaid }) {
  const words = useWords();
  const say = words.meeting;
  const [spot] = useState(now); // as it was when the form opened
  const [note, setNote] = useState(spot.note);
  const [tried, setTried] = useState(false);
  const flag = useStore(chosen);
  const cover = useCover(spot.photo && { id: spot.photo.id, alt: spot.photo.alt });
  const mark = useMarkSpot(id);
  useEffect(() => {
    chosen.set(spot.flag && { ...spot.flag, name: '', address: '', locationId: null });
    return () => chosen.set(null);
  }, [spot]);
  const wrong = cover.wrong(words);
  const save = () => {
    setTried(true);
    if (wrong) return;
    mark.mutate(
      { note: note.trim(), flag: flag && { lat: flag.lat, lon: flag.lon }, photo: cover.value },
      {
        onSuccess: () => {
          cover.taken();
          router.replace(`/events/${id}`);
        },
      },
    );
  };
  return (
    <>
      <Scroll pad="l" gap="xl">
        <Text ink="soft">{say.spotLead}</Text>
        <Field
          label={say.spotNote}
          placeholder={say.spotNoteExample}
          value={note}
          onChange={setNote}
          max={LONGEST}
          long
          autoFocus
        />
        <FlagField />
        <CoverField cover={cover} wrong={tried ? wrong : null} label={say.spotPhoto} />
        {mark.error && (
          <Box role="alert">
            <Text ink="bad">{isFar(mark.error) ? say.flagFar : explain(words, mark.error)}</Text>
          </Box>
        )}
      </Scroll>
      <Box pad="l" surface="low">
        <Button kind="ember" label={words.common.save} busy={mark.isPending} onPress={save} full />
      </Box>
    </>
  );
}

/** By a tap on the map, or where one stands. */
function FlagField() {
  const { meeting: say, hosting } = useWords();
  const flag = useStore(chosen);
  const [lost, lose] = useState(false);
  const stand = async () => {
    const at = await here();
    lose(at === null);
    if (!at) return;
    chosen.set({ lat: at.lat, lon: at.lon, name: '', address: '', locationId: null });
    focus.set({ lat: at.lat, lon: at.lon });
  };
  return (
    <Box role="group" label={say.flagLabel} gap="s">
      <Text kind="label" ink="soft">
        {say.flagLabel}
      </Text>
      <Text ink={flag ? 'normal' : 'faint'} live>
        {lost ? hosting.hereNot : flag ? say.flagSet : say.flagNone}
      </Text>
      <Row gap="s" wrap>
        <Button size="s" icon="here" label={say.flagHere} onPress={() => void stand()} />
        {flag && <Button size="s" icon="close" label={say.flagGone} onPress={() => chosen.set(null)} />}
      </Row>
    </Box>
  );
}
