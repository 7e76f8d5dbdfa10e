// Finding each other: where exactly one meets, and what people wear. For those who host or have a seat.
import { useEffect, useState } from 'react';
import { flag as flagOnMap, focus } from '@/features/discovery/stage';
import { useMe } from '@/features/users/data';
import { useWords } from '@/i18n/useWords';
import { useNow } from '@/lib/useNow';
import { Avatar } from '@/ui/Avatar';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Text } from '@/ui/Text';
import type { EventPage } from '../data';
import { type SpotSaid, useSpot } from '../meetingData';
import { isNear } from '../words';
import { Cover } from './Cover';
import { WearSheet } from './WearSheet';

const CLOSE = 17; // zoom

export function SpotCard({ page }: { page: EventPage }) {
  const say = useWords().meeting;
  const now = useNow();
  const { event, rights, capabilities } = page;
  const takesPart = event.mine === 'going' || rights.length > 0;
  const { data: spot } = useSpot(event.id, takesPart);
  const [dressing, dress] = useState(false);
  const me = useMe().data?.id;
  useFlagOnMap(event.id, takesPart ? spot?.flag : null);
  if (!takesPart || !spot) return null;
  const on = ['scheduled', 'ongoing'].includes(event.status);
  const marks = capabilities.includes('edit') && (on || event.status === 'draft');
  const placed = spot.note !== '' || spot.flag !== null || spot.photo !== null;
  const said = placed || spot.people.length > 0;
  const wears = on && (said || isNear(event, now));
  if (!said && !marks && !wears) return null;
  return (
    <Box role="group" label={say.spot} gap="m">
      <Text kind="heading" level={2}>
        {say.spot}
      </Text>
      {spot.note !== '' && <Text>{spot.note}</Text>}
      {spot.photo && <Cover page={{ cover: spot.photo, rights }} />}
      <Worn people={spot.people} />
      <Row gap="s" wrap>
        {spot.flag && (
          <Button
            size="s"
            icon="map"
            label={say.flagShow}
            onPress={() => spot.flag && focus.set({ ...spot.flag, zoom: CLOSE })}
          />
        )}
        {marks && (
          <Button
            size="s"
            icon="place"
            label={placed ? say.spotChange : say.spotSay}
            href={`/events/${event.id}/spot`}
          />
        )}
        {wears && <Button size="s" icon="edit" label={say.wear} onPress={() => dress(true)} />}
      </Row>
      {dressing && (
        <WearSheet
          id={event.id}
          worn={spot.people.find(({ person }) => person.id === me)?.wears ?? ''}
          onClose={() => dress(false)}
        />
      )}
    </Box>
  );
}

/** The flag stands on the map as long as one looks at its event. */
function useFlagOnMap(event: string, flag: SpotSaid['flag'] | undefined): void {
  const { lat, lon } = flag ?? {};
  useEffect(() => {
    if (lat === undefined || lon === undefined) return;
    flagOnMap.set({ event, lat, lon });
    return () => flagOnMap.set(null);
  }, [event, lat, lon]);
}

function Worn({ people }: { people: SpotSaid['people'] }) {
  const say = useWords().meeting;
  if (people.length === 0) return null;
  return (
    <Box role="list" label={say.wears} gap="s">
      {people.map(({ person, wears }) => (
        <Row key={person.id} role="listitem" gap="m">
          <Avatar person={person} />
          <Box grow>
            <Text lines={1}>{person.display_name}</Text>
            <Text kind="small" ink="soft">
              {wears}
            </Text>
          </Box>
        </Row>
      ))}
    </Box>
  );
}
