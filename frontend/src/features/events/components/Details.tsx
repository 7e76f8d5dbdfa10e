// What most events don't need to say: seats, words, who sees it.
import { useState } from 'react';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/Choice';
import { Field } from '@/ui/Field';
import { Text } from '@/ui/Text';

export interface DetailsOf {
  seats: string;
  description: string;
  visibility: 'public' | 'unlisted';
  addressFor: 'everyone' | 'guests';
}

export const DEFAULT_DETAILS: DetailsOf = {
  seats: '',
  description: '',
  visibility: 'public',
  addressFor: 'everyone',
};

const VISIBILITIES = ['public', 'unlisted'] as const;
const ADDRESS_FOR = ['everyone', 'guests'] as const;

export function Details({
  value,
  onChange,
  wrongSeats,
}: {
  value: DetailsOf;
  onChange: (value: DetailsOf) => void;
  wrongSeats: string | null;
}) {
  const say = useWords().events;
  const [open, setOpen] = useState(false);
  const set =
    <Key extends keyof DetailsOf>(key: Key) =>
    (given: DetailsOf[Key]) =>
      onChange({ ...value, [key]: given });
  return (
    <>
      <Field
        kind="number"
        label={say.seats}
        hint={say.seatsHint}
        value={value.seats}
        onChange={set('seats')}
        wrong={wrongSeats}
        max={5}
      />
      {!open && <Button kind="plain" icon="down" label={say.details} onPress={() => setOpen(true)} />}
      {open && (
        <>
          <Field
            long
            label={say.description}
            value={value.description}
            onChange={set('description')}
            max={4000}
          />
          <Box gap="s">
            <Text kind="label" ink="soft">
              {say.visibility}
            </Text>
            <Choice
              label={say.visibility}
              wrap
              options={VISIBILITIES.map((one) => ({ value: one, label: say.visibilities[one] }))}
              value={value.visibility}
              onChange={set('visibility')}
            />
          </Box>
          <Box gap="s">
            <Text kind="label" ink="soft">
              {say.addressFor}
            </Text>
            <Choice
              label={say.addressFor}
              wrap
              options={ADDRESS_FOR.map((one) => ({ value: one, label: say.addressFors[one] }))}
              value={value.addressFor}
              onChange={set('addressFor')}
            />
          </Box>
        </>
      )}
    </>
  );
}
