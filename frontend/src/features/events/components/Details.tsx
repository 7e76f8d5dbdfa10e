// What most events don't need to say: seats, words, who sees it and who may come.
import { useState } from 'react';
import type { Schemas } from '@/api/client';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/Choice';
import { Field } from '@/ui/Field';
import { Text } from '@/ui/Text';

type New = Required<Schemas['NewEvent']>;

export interface DetailsOf {
  seats: string;
  description: string;
  visibility: New['visibility'];
  addressFor: NonNullable<Schemas['NewPlace']['address_for']>;
  joinMode: New['join_mode'];
  plusMax: '0' | '1' | '2' | '3';
  guestList: New['guest_list'];
}

const VISIBILITIES = ['public', 'friends', 'invite_only', 'unlisted'] as const;
const ADDRESS_FOR = ['everyone', 'guests'] as const;
const JOIN_MODES = ['open', 'approval'] as const;
const PLUS = ['0', '1', '2', '3'] as const;
const GUEST_LISTS = ['all', 'guests', 'count', 'hidden'] as const;

export interface DetailsProps {
  value: DetailsOf;
  onChange: (value: DetailsOf) => void;
  wrongSeats: string | null;
  /** Whether there is an address to decide about. */
  placed: boolean;
}

export function Details({ value, onChange, wrongSeats, placed }: DetailsProps) {
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
          <OneOf
            label={say.joinMode}
            options={JOIN_MODES}
            words={say.joinModes}
            value={value.joinMode}
            onChange={set('joinMode')}
          />
          <OneOf
            label={say.plusMax}
            options={PLUS}
            words={say.plusMaxes}
            value={value.plusMax}
            onChange={set('plusMax')}
          />
          <OneOf
            label={say.visibility}
            options={VISIBILITIES}
            words={say.visibilities}
            value={value.visibility}
            onChange={set('visibility')}
          />
          <OneOf
            label={say.guestList}
            options={GUEST_LISTS}
            words={say.guestLists}
            value={value.guestList}
            onChange={set('guestList')}
          />
          {placed && (
            <OneOf
              label={say.addressFor}
              options={ADDRESS_FOR}
              words={say.addressFors}
              value={value.addressFor}
              onChange={set('addressFor')}
            />
          )}
        </>
      )}
    </>
  );
}

interface OneOfProps<Value extends string> {
  label: string;
  options: readonly Value[];
  words: Record<Value, string>;
  value: Value;
  onChange: (value: Value) => void;
}

function OneOf<Value extends string>({ label, options, words, value, onChange }: OneOfProps<Value>) {
  return (
    <Box gap="s">
      <Text kind="label" ink="soft">
        {label}
      </Text>
      <Choice
        label={label}
        wrap
        options={options.map((one) => ({ value: one, label: words[one] }))}
        value={value}
        onChange={onChange}
      />
    </Box>
  );
}
