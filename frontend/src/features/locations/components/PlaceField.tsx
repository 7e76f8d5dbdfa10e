// Where: typed, tapped on the map, or where one stands. All end as the same chosen place.
import { useDeferredValue, useEffect, useState } from 'react';
import { chosen, focus, viewport } from '@/features/discovery/stage';
import { useLanguage, useWords } from '@/i18n/useWords';
import { here } from '@/lib/here';
import { useStore } from '@/lib/store';
import { Box, Row } from '@/ui/Box';
import { Button, IconButton } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Icon } from '@/ui/Icon';
import { Item } from '@/ui/Item';
import { Text } from '@/ui/Text';
import { type Location, resolve, usePlaceName, usePlaces } from '../data';

export interface PlaceFieldProps {
  wrong: string | null;
  /** What is looked for to begin with. */
  typed?: string;
}

export function PlaceField(props: PlaceFieldProps) {
  const place = useStore(chosen);
  return place ? <ChosenPlace /> : <TypedPlace {...props} />;
}

function TypedPlace({ wrong, typed: begin = '' }: PlaceFieldProps) {
  const say = useWords().events;
  const [text, setText] = useState(begin);
  const view = useStore(viewport);
  const near = view && { lat: (view.south + view.north) / 2, lon: (view.west + view.east) / 2 };
  const typed = useDeferredValue(text.trim());
  const places = usePlaces(typed, useLanguage(), near);
  const lang = useLanguage();
  const [lost, lose] = useState(false);
  const hosting = useWords().hosting;
  const stand = async () => {
    const spot = await here();
    lose(spot === null);
    if (!spot) return;
    const { lat, lon } = spot;
    chosen.set({ lat, lon, name: '', address: '', locationId: null });
    focus.set({ lat, lon, zoom: 15.5 });
  };
  const take = (location: Location) => {
    const { lat, lon, name, address, id, osm } = location;
    const taken = { lat, lon, name, address, locationId: id };
    chosen.set(taken);
    focus.set({ lat, lon, zoom: 15.5 });
    if (id !== null || osm === null) return;
    // Without its id the event still has the place's name and point: whoever waits for it waits for nothing.
    resolve(osm, location, lang).then(
      (found) => chosen.get() === taken && chosen.set({ ...taken, locationId: found }),
      () => undefined,
    );
  };
  const found = typed.length >= 2 ? places.data : undefined;
  return (
    <Box gap="xs">
      <Field
        kind="search"
        label={say.place}
        placeholder={say.placePlaceholder}
        value={text}
        onChange={setText}
        wrong={wrong}
        hint={found?.length === 0 ? say.placesNone : lost ? hosting.hereNot : undefined}
      />
      {text === '' && (
        <Button kind="plain" size="s" icon="here" label={hosting.here} onPress={() => void stand()} />
      )}
      {!!found?.length && (
        <Box role="list" label={say.placeFound} gap="xs">
          {found.map((location) => (
            <Item
              key={location.id ?? location.osm}
              onPress={() => take(location)}
              before={<Icon name="place" ink="faint" />}
            >
              <Text kind="strong" lines={1}>
                {location.name}
              </Text>
              <Text kind="small" ink="faint" lines={1}>
                {location.address}
              </Text>
            </Item>
          ))}
        </Box>
      )}
    </Box>
  );
}

/** Metres. */
const AT_THE_PLACE = 30;

/** A tapped point is called by what stands there, if that is close; the point itself stays where it was tapped. */
function ChosenPlace() {
  const say = useWords().events;
  const place = useStore(chosen);
  const nameless = place && !place.name ? place : null;
  const { data: close } = usePlaceName(nameless, useLanguage());
  useEffect(() => {
    if (nameless && close && close.kind !== 'city')
      chosen.set({
        ...nameless,
        name: close.name,
        address: close.address,
        // What was tapped is the place itself, and not only near it.
        locationId: close.metres !== null && close.metres <= AT_THE_PLACE ? close.id : null,
      });
  }, [nameless, close]);
  if (!place) return null;
  return (
    <Box gap="xs">
      <Text kind="label" ink="soft">
        {say.place}
      </Text>
      <Row surface="high" round="m" padX="m" padY="xs" gap="m">
        <Icon name="place" ink="ember" />
        <Box grow>
          <Text kind="strong" lines={1}>
            {place.name || say.pinned}
          </Text>
          {place.address !== '' && (
            <Text kind="small" ink="faint" lines={1}>
              {place.address}
            </Text>
          )}
        </Box>
        <IconButton icon="close" label={say.changePlace} onPress={() => chosen.set(null)} />
      </Row>
    </Box>
  );
}
