// What most events don't need to say, folded away: words, who sees it and who may come, when it is decided.
import { type ReactNode, useState } from 'react';
import type { Schemas } from '@/api/client';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Text } from '@/ui/Text';
import type { Wrong } from '../draft';
import { KeptField } from './KeptField';
import { OneOf } from './OneOf';

type New = Required<Schemas['NewEvent']>;

export interface DetailsOf {
  seats: string;
  description: string;
  /** Separated by commas. */
  tags: string;
  /** Minutes before the start, from which on giving up a seat is late. */
  lateCancel: string;
  /** Days after the end. */
  keptDays: string;
  visibility: NonNullable<New['visibility']>;
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
  /** What whoever is not invited must say to come; empty for nothing. */
  accessCode: string;
}

const VISIBILITIES = ['public', 'friends', 'invite_only', 'unlisted'] as const;
const ADDRESS_FOR = ['everyone', 'guests'] as const;
const JOIN_MODES = ['open', 'approval'] as const;
const PLUS = ['0', '1', '2', '3'] as const;
const GUESTS_INVITE = ['0', '1', '3', '10'] as const;
const STILL_ASKS = ['0', '60', '180', '1440'] as const;
const LATE_CANCELS = ['0', '60', '120', '720', '1440'] as const;
const TENTATIVES = ['no', 'yes'] as const;
const GUEST_LISTS = ['all', 'guests', 'count', 'hidden'] as const;

export interface DetailsProps {
  value: DetailsOf;
  onChange: (value: DetailsOf) => void;
  wrong: Partial<Wrong>;
  /** How long it was promised to be kept; that can only become shorter. */
  mostDays: number | null;
  /** Its picture. */
  cover: ReactNode;
  /** Only what can still be said afterwards. */
  over?: boolean;
  /** The questions at joining. */
  questions: ReactNode;
  /** Whether it comes again, and "only if so many come". */
  rules: ReactNode;
}

export function Details(props: DetailsProps) {
  const { events: say, repeating } = useWords();
  const [open, setOpen] = useState(false);
  if (props.over) return <About {...props} />;
  if (!open) return <Button kind="plain" icon="down" label={say.details} onPress={() => setOpen(true)} />;
  return (
    <>
      <Part title={repeating.parts.more}>
        <About {...props} />
      </Part>
      <Part title={repeating.parts.who}>
        <Who {...props} />
      </Part>
      <Part title={repeating.parts.time}>
        <Time {...props} />
      </Part>
    </>
  );
}

function Part({ title, children }: { title: string | undefined; children: ReactNode }) {
  return (
    <Box gap="xl">
      <Text kind="heading" level={2}>
        {title}
      </Text>
      {children}
    </Box>
  );
}

/** Sets one field of the details. */
const setter =
  ({ value, onChange }: DetailsProps) =>
  <Key extends keyof DetailsOf>(key: Key) =>
  (given: DetailsOf[Key]) =>
    onChange({ ...value, [key]: given });

function About(props: DetailsProps) {
  const { events: say, repeating } = useWords();
  const { value, wrong, cover, questions } = props;
  const set = setter(props);
  return (
    <>
      <Field
        long
        label={say.description}
        value={value.description}
        onChange={set('description')}
        max={4000}
      />
      {cover}
      <Field
        label={repeating.tags}
        hint={repeating.tagsHint}
        value={value.tags}
        onChange={set('tags')}
        wrong={wrong.tags}
        max={200}
      />
      {!props.over && questions}
      {!props.over && (
        <KeptField value={value.keptDays} onChange={set('keptDays')} mostDays={props.mostDays} />
      )}
    </>
  );
}

function Who(props: DetailsProps) {
  const { events: say, hosting, meeting } = useWords();
  const { value, wrong } = props;
  const set = setter(props);
  return (
    <>
      <OneOf
        label={say.joinMode}
        options={JOIN_MODES}
        words={say.joinModes}
        value={value.joinMode}
        onChange={set('joinMode')}
      />
      <OneOf
        label={say.visibility}
        options={VISIBILITIES}
        words={say.visibilities}
        value={value.visibility}
        onChange={set('visibility')}
      />
      <Field
        label={meeting.accessCode}
        hint={meeting.accessCodeHint}
        value={value.accessCode}
        onChange={set('accessCode')}
        wrong={wrong.accessCode}
        max={32}
      />
      <OneOf
        label={say.addressFor}
        options={ADDRESS_FOR}
        words={say.addressFors}
        value={value.addressFor}
        onChange={set('addressFor')}
      />
      <OneOf
        label={say.guestList}
        options={GUEST_LISTS}
        words={say.guestLists}
        value={value.guestList}
        onChange={set('guestList')}
      />
      <OneOf
        label={say.plusMax}
        options={PLUS}
        words={say.plusMaxes}
        value={value.plusMax}
        onChange={set('plusMax')}
      />
      <OneOf
        label={hosting.guestsInvite}
        options={GUESTS_INVITE}
        words={hosting.guestsInvites}
        value={value.guestsInvite}
        onChange={set('guestsInvite')}
      />
    </>
  );
}

function Time(props: DetailsProps) {
  const { hosting, showing } = useWords();
  const { value, wrong, rules } = props;
  const set = setter(props);
  return (
    <>
      {rules}
      <Field
        kind="datetime"
        label={hosting.rsvpBy}
        value={value.rsvpBy}
        onChange={set('rsvpBy')}
        wrong={wrong.rsvpBy}
      />
      <OneOf
        label={hosting.stillAsk}
        options={STILL_ASKS}
        words={hosting.stillAsks}
        value={value.stillAsk}
        onChange={set('stillAsk')}
      />
      <OneOf
        label={showing.lateCancel}
        options={LATE_CANCELS}
        words={showing.lateCancels}
        value={value.lateCancel}
        onChange={set('lateCancel')}
      />
      <OneOf
        label={hosting.tentative}
        options={TENTATIVES}
        words={hosting.tentatives}
        value={value.tentative}
        onChange={set('tentative')}
      />
    </>
  );
}
