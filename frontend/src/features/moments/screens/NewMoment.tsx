// A moment: photos, where, how precisely, who sees it, and from when.
import { router, useLocalSearchParams } from 'expo-router';
import { useState } from 'react';
import { chosen as place } from '@/features/discovery/stage';
import { useEvent } from '@/features/events/data';
import { PlaceField } from '@/features/locations/components/PlaceField';
import { useKeepsFiles, useMayUpload, usePicks } from '@/features/media/uploading';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { newId } from '@/lib/ids';
import { useStore } from '@/lib/store';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/Choice';
import { Field } from '@/ui/Field';
import { Head } from '@/ui/Head';
import { Empty, Waiting } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { Toggle } from '@/ui/Toggle';
import { MOST_PHOTOS, PhotosField } from '../components/PhotosField';
import { SharingFields } from '../components/SharingFields';
import { type NewMoment as Wanted, usePost } from '../data';
import { kindOf, sharingOf, useChosen } from '../sharing';

type Precision = NonNullable<Wanted['place']['precision']>;

const LONGEST = 280;
const PRECISIONS: Precision[] = ['venue', 'area', 'city'];

export function NewMoment() {
  const { event } = useLocalSearchParams<{ event?: string }>();
  const words = useWords();
  const may = useMayUpload();
  const keeps = useKeepsFiles();
  return (
    <Box grow role="main">
      <Head
        title={words.moments.newTitle}
        back={
          event
            ? { label: words.events.backToEvent, href: `/events/${event}` }
            : { label: words.common.toMap, href: '/' }
        }
      />
      {may ? (
        event ? (
          <AtEvent id={event} />
        ) : (
          <Form event={null} />
        )
      ) : keeps ? (
        <Waiting />
      ) : (
        <Empty icon="noPhoto" title={words.moments.title} lead={words.moments.off} />
      )}
    </Box>
  );
}

function AtEvent({ id }: { id: string }) {
  const { data } = useEvent(id);
  return data ? <Form event={data.event} /> : <Waiting />;
}

function Form({ event }: { event: { id: string; title: string } | null }) {
  const words = useWords();
  const say = words.moments;
  const [id] = useState(newId);
  const photos = usePicks(MOST_PHOTOS);
  const at = useStore(place);
  const [body, setBody] = useState('');
  const [precision, setPrecision] = useState<Precision>(event ? 'venue' : 'area');
  const { chosen, choose } = useChosen(event?.id ?? null);
  const [keep, setKeep] = useState(false);
  const [sensitive, setSensitive] = useState(false);
  const [tried, setTried] = useState(false);
  const post = usePost();
  const alone = kindOf(chosen.audience) === 'mine';
  const failed = photos.picks.some((one) => one.failure);
  const wrong = {
    photos:
      photos.picks.length === 0
        ? say.photosWrong
        : failed
          ? say.photosFailed
          : photos.picks.some((one) => one.id === null)
            ? say.photosWait
            : null,
    place: at ? null : say.placeWrong,
  };
  const send = () => {
    setTried(true);
    if (!at || wrong.photos) return;
    const sent = photos.picks.map(({ id: photo, alt }) => ({ id: photo ?? '', alt: alt.trim() }));
    post.mutate(
      {
        id,
        photos: sent,
        body: body.trim(),
        place: {
          lat: at.lat,
          lon: at.lon,
          name: precision === 'venue' ? at.name.slice(0, 100) : '',
          precision,
        },
        sharing: sharingOf(chosen),
        keep: keep || alone,
        sensitive,
      },
      {
        onSuccess: () => {
          photos.take();
          place.set(null);
          router.replace(`/moments/${id}`);
        },
      },
    );
  };
  return (
    <>
      <Scroll pad="l" gap="xl">
        <PhotosField photos={photos} wrong={tried ? wrong.photos : null} />
        <Field label={say.words} value={body} onChange={setBody} max={LONGEST} long />
        <PlaceField wrong={tried ? wrong.place : null} />
        <Box gap="s">
          <Choice
            label={say.precision}
            labelled
            wrap
            options={PRECISIONS.map((value) => ({ value, label: say.precisions[value] ?? value }))}
            value={precision}
            onChange={setPrecision}
          />
          <Text kind="small" ink="faint" live>
            {say.precisionLead[precision] ?? ''}
          </Text>
        </Box>
        <SharingFields chosen={chosen} choose={choose} event={event} alone />
        {!alone && <Toggle label={say.keep} hint={say.keepHint} on={keep} onChange={setKeep} />}
        <Toggle label={say.sensitive} hint={say.sensitiveHint} on={sensitive} onChange={setSensitive} />
        {post.error && (
          <Box role="alert">
            <Text ink="bad">{explain(words, post.error)}</Text>
          </Box>
        )}
      </Scroll>
      <Box pad="l" surface="low">
        <Button
          kind="ember"
          label={alone ? say.postMine : say.post}
          busy={post.isPending}
          onPress={send}
          full
        />
      </Box>
    </>
  );
}
