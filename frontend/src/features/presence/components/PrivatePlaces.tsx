// Home, work: near them others see a large square in which the place lies somewhere, and nobody learns of it.
import { useState } from 'react';
import { Part } from '@/features/auth/components/Part';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { here } from '@/lib/here';
import { Box, Row } from '@/ui/Box';
import { Button, IconButton } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Item } from '@/ui/Item';
import { Text } from '@/ui/Text';
import { usePrivatePlaces, useWhere } from '../whereData';
import { withinWords } from '../whereWords';

const AROUND = 200; // metres

export function PrivatePlaces() {
  const words = useWords();
  const say = words.where;
  const [name, setName] = useState('');
  const [lost, lose] = useState(false);
  const answer = usePrivatePlaces();
  const save = useWhere('setPlace');
  const forget = useWhere('forgetPlace');
  const failure = answer.error ?? save.error;
  const setHere = async () => {
    const spot = await here(true);
    lose(spot === null);
    if (!spot) return;
    const place = { name: name.trim(), lat: spot.lat, lon: spot.lon, metres: AROUND };
    save.mutate(place, { onSuccess: () => setName('') });
  };
  return (
    <Part title={say.places} lead={say.placesLead}>
      <Box role="list" label={say.places} gap="xs">
        {(answer.data ?? []).map((one) => (
          <Item
            key={one.id}
            after={
              <IconButton
                icon="remove"
                label={say.forgetPlace(one.name)}
                onPress={() => forget.mutate(one.id)}
              />
            }
          >
            <Text kind="strong">{one.name}</Text>
            <Text kind="small" ink="soft">
              {say.placeShown(withinWords(words, one.shown.metres))}
            </Text>
          </Item>
        ))}
      </Box>
      <Row gap="s" align="flex-end">
        <Box grow>
          <Field label={say.placeName} value={name} onChange={setName} max={50} />
        </Box>
        <Button
          icon="home"
          label={say.placeHere}
          disabled={name.trim() === ''}
          busy={save.isPending}
          onPress={() => void setHere()}
        />
      </Row>
      {(lost || failure) && (
        <Box role="alert">
          <Text ink="bad">{lost ? say.forbidden : explain(words, failure)}</Text>
        </Box>
      )}
    </Part>
  );
}
