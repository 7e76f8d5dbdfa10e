// What most events don't need to say: seats, words, who sees it and who may come.
import { type ReactNode, useState } from 'react';
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
  guestsInvite: string;
  /** Minutes before the start. */
  stillAsk: string;
  /** Wall clock at the place. */
  rsvpBy: string;
  tentative: 'no' | 'yes';
}

const VISIBILITIES = ['public', 'friends', 'invite_only', 'unlisted'] as const;
const ADDRESS_FOR = ['everyone', 'guests'] as const;
const JOIN_MODES = ['open', 'approval'] as const;
const PLUS = ['0', '1', '2', '3'] as const;
const GUESTS_INVITE = ['0', '1', '3', '10'] as const;
const STILL_ASKS = ['0', '60', '180', '1440'] as const;
const TENTATIVES = ['no', 'yes'] as const;
const GUEST_LISTS = ['all', 'guests', 'count', 'hidden'] as const;

export interface DetailsProps {
  value: DetailsOf;
  onChange: (value: DetailsOf) => void;
  wrongSeats: string | null;
  wrongRsvpBy: string | null;
  children?: ReactNode;
  /** Whether there is an address to decide about. */
  placed: boolean;
}

export function Details({ value, onChange, wrongSeats, wrongRsvpBy, placed, children }: DetailsProps) {
  const { events: say, hosting } = useWords();
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
          {children}
          <Field
            kind="datetime"
            label={hosting.rsvpBy}
            value={value.rsvpBy}
            onChange={set('rsvpBy')}
            wrong={wrongRsvpBy}
          />
          <OneOf
            label={hosting.stillAsk}
            options={STILL_ASKS}
            words={hosting.stillAsks}
            value={value.stillAsk}
            onChange={set('stillAsk')}
          />
          <OneOf
            label={hosting.tentative}
            options={TENTATIVES}
            words={hosting.tentatives}
            value={value.tentative}
            onChange={set('tentative')}
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
          <OneOf
            label={hosting.guestsInvite}
            options={GUESTS_INVITE}
            words={hosting.guestsInvites}
            value={value.guestsInvite}
            onChange={set('guestsInvite')}
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
  words: Record<string, string>;
  value: string;
  onChange: (value: Value) => void;
}

export function OneOf<Value extends string>({ label, options, words, value, onChange }: OneOfProps<Value>) {
  return (
    <Box gap="s">
      <Text kind="label" ink="soft">
        {label}
      </Text>
      <Choice
        label={label}
        wrap
        options={options.map((one) => ({ value: one, label: words[one] ?? one }))}
        value={value as Value}
        onChange={onChange}
      />
    </Box>
  );
}
