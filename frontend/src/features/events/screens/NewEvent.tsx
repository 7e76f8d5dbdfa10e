// Making an event: what and where are enough; everything else has a default.
import { router } from 'expo-router';
import { useState } from 'react';
import { chosen } from '@/features/discovery/stage';
import { PlaceField } from '@/features/locations/components/PlaceField';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { timeZone } from '@/lib/device';
import { newId } from '@/lib/ids';
import { useStore } from '@/lib/store';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/Choice';
import { Field } from '@/ui/Field';
import { Head } from '@/ui/Head';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { Details, type DetailsOf, DEFAULT_DETAILS } from '../components/Details';
import { useCreate } from '../data';
import { type Start, localStart, startAhead } from '../start';
import { categoryIcon } from '../words';

const STARTS = ['now', 'hour', 'evening', 'other'] as const;
const CATEGORIES = [
  'coffee',
  'food',
  'drinks',
  'outdoors',
  'sports',
  'games',
  'music',
  'culture',
  'study',
  'other',
] as const;

export function NewEvent() {
  const words = useWords();
  const say = words.events;
  const place = useStore(chosen);
  const [id] = useState(newId);
  const [title, setTitle] = useState('');
  const [category, setCategory] = useState<(typeof CATEGORIES)[number]>('other');
  const [start, setStart] = useState<Start>('now');
  const [other, setOther] = useState('');
  const [details, setDetails] = useState<DetailsOf>(DEFAULT_DETAILS);
  const [tried, setTried] = useState(false);
  const create = useCreate();
  const zone = timeZone();
  const seats = details.seats.trim() === '' ? null : Number(details.seats);
  const wrong = {
    title: title.trim().length < 3 ? say.whatWrong : null,
    place: place ? null : say.placeWrong,
    start: start === 'other' && !startAhead(other, zone) ? say.startsWrong : null,
    seats:
      seats !== null && !(Number.isInteger(seats) && seats >= 1 && seats <= 10_000) ? say.seatsWrong : null,
  };
  const go = () => {
    setTried(true);
    if (!place || Object.values(wrong).some(Boolean)) return;
    create.mutate(
      {
        id,
        title: title.trim(),
        category,
        description: details.description.trim(),
        place: {
          lat: place.lat,
          lon: place.lon,
          name: place.name,
          address: place.address,
          location_id: place.locationId,
          address_for: details.addressFor,
        },
        local_start: localStart(start, other, zone),
        time_zone: zone,
        seats,
        visibility: details.visibility,
      },
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
        <Field
          label={say.what}
          placeholder={say.whatPlaceholder}
          value={title}
          onChange={setTitle}
          max={120}
          autoFocus
          wrong={tried ? wrong.title : null}
        />
        <PlaceField wrong={tried ? wrong.place : null} />
        <Box gap="s">
          <Text kind="label" ink="soft">
            {say.starts}
          </Text>
          <Choice
            label={say.starts}
            wrap
            options={STARTS.map((value) => ({ value, label: say.startsIn[value] }))}
            value={start}
            onChange={setStart}
          />
          {start === 'other' && (
            <Field
              kind="datetime"
              label={say.startsAt}
              value={other}
              onChange={setOther}
              wrong={tried ? wrong.start : null}
              hint={say.inZone(zone)}
            />
          )}
        </Box>
        <Box gap="s">
          <Text kind="label" ink="soft">
            {say.category}
          </Text>
          <Choice
            label={say.category}
            wrap
            options={CATEGORIES.map((value) => ({
              value,
              label: say.categories[value] ?? value,
              icon: categoryIcon(value),
            }))}
            value={category}
            onChange={setCategory}
          />
        </Box>
        <Details value={details} onChange={setDetails} wrongSeats={wrong.seats} />
        {create.error && (
          <Box role="alert">
            <Text ink="bad">{explain(words, create.error)}</Text>
          </Box>
        )}
      </Scroll>
      <Box pad="l" surface="low">
        <Button kind="ember" label={say.create} onPress={go} busy={create.isPending} full />
      </Box>
    </Box>
  );
}
