// Before a change is saved: what changes, who is told, and what becomes of seats if time or place move.
import { useState } from 'react';
import { type Schemas, refusedFor } from '@/api/client';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Text } from '@/ui/Text';
import { changeWords, moves, sightWords } from '../changeWords';
import type { EventPage } from '../data';
import { mayBeHome } from '../homes';
import type { Scope } from '../lifeData';
import { useSight } from '../meetingData';
import { OneOf } from './OneOf';
import { WhichOnes } from './WhichOnes';

type Edit = Schemas['EventEdit'];

const TELLS = ['tell', 'quiet'] as const;
const RECONFIRMS = ['keep', 'free'] as const;

export interface SaveDialogProps {
  page: EventPage;
  edit: Edit;
  open: boolean;
  busy: boolean;
  failure: unknown;
  onClose: () => void;
  onSave: (how: Pick<Edit, 'quiet' | 'reconfirm' | 'scope' | 'confirm_public'>) => void;
}

/** Asked wherever the server asks: when the place, whom its address is for, or who sees the event changes. */
function showsHome({ event, ...page }: EventPage, { place, address_for, visibility }: Edit): boolean {
  if (!place && (page.venue || (!address_for && !visibility))) return false;
  const { name, address, location_id } = place ?? { ...event.place, location_id: null };
  return mayBeHome(
    { name: name ?? '', address: address ?? '', locationId: location_id ?? null },
    {
      visibility: visibility ?? event.visibility,
      addressFor: place ? (place.address_for ?? 'everyone') : (address_for ?? page.address_for),
    },
  );
}

export function SaveDialog({ page, edit, open, busy, failure, onClose, onSave }: SaveDialogProps) {
  const words = useWords();
  const say = words.hosting;
  const [tell, setTell] = useState<(typeof TELLS)[number]>('tell');
  const [reconfirm, setReconfirm] = useState<(typeof RECONFIRMS)[number]>('keep');
  const [scope, choose] = useState<Scope>('this');
  const draft = page.event.status === 'draft';
  const unsure = refusedFor(failure, 'confirm_public') || showsHome(page, edit);
  const how = { scope, ...(unsure && { confirm_public: true }) };
  const lines = changeWords(words, page, edit);
  const other = edit.visibility === page.event.visibility ? undefined : edit.visibility;
  const sight = useSight(page.event.id, open ? other : undefined);
  return (
    <Dialog title={say.whatChanges} open={open} onClose={onClose}>
      <Box role="list" label={say.whatChanges} gap="xs">
        {lines.map((line) => (
          <Box key={line} role="listitem">
            <Text>{line}</Text>
          </Box>
        ))}
      </Box>
      {page.series && (
        <>
          <WhichOnes scope={scope} onChange={choose} />
          {scope !== 'this' && (
            <Text kind="small" ink="soft">
              {words.repeating.scopeLead}
            </Text>
          )}
        </>
      )}
      {open && other && <Sight answer={sight} mine={page.event.mine === 'host'} />}
      {!draft && moves(edit) && (
        <>
          <Text kind="small" ink="soft">
            {say.movedLead}
          </Text>
          <OneOf
            label={say.reconfirm}
            options={RECONFIRMS}
            words={say.reconfirms}
            value={reconfirm}
            onChange={setReconfirm}
          />
        </>
      )}
      {!draft && !moves(edit) && (
        <OneOf label={say.tellThem} options={TELLS} words={say.tells} value={tell} onChange={setTell} />
      )}
      {(failure !== null || unsure) && (
        <Box role="alert">
          <Text ink={failure === null ? 'soft' : 'bad'}>
            {failure === null ? words.refusals.confirm_public : explain(words, failure)}
          </Text>
        </Box>
      )}
      <Box gap="s">
        <Button
          kind="ember"
          label={unsure ? say.publicHome : say.saveChanges}
          busy={busy}
          disabled={sight.isLoading}
          onPress={() => onSave(moves(edit) ? { reconfirm, ...how } : { quiet: tell === 'quiet', ...how })}
          full
        />
        <Button label={words.common.back} onPress={onClose} full />
      </Box>
    </Dialog>
  );
}

/** Read before it is saved: who will see it then, and who no longer. */
function Sight({ answer, mine }: { answer: ReturnType<typeof useSight>; mine: boolean }) {
  const words = useWords();
  const lines = answer.data
    ? sightWords(words, mine, answer.data)
    : [answer.error ? explain(words, answer.error) : words.repeating.sightAsked];
  return (
    <Box role="status" gap="xs">
      {lines.map((line) => (
        <Text key={line} kind="small" ink={answer.error ? 'bad' : 'soft'}>
          {line}
        </Text>
      ))}
    </Box>
  );
}
