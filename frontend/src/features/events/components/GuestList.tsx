// Who is coming and who may be; for the host also who asks and who waits, and letting them in.
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { useNow } from '@/lib/useNow';
import { Avatar } from '@/ui/Avatar';
import { Box, Row } from '@/ui/Box';
import { Button, IconButton } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Loaded } from '@/ui/Loaded';
import { Text } from '@/ui/Text';
import { type EventPage, type Guest, useAdmit, useGuests, useRemove } from '../data';
import { goingWords, isNear, isOff } from '../words';
import { AddGuest, ByMail } from './MoreGuests';

const HERE = ['going', 'maybe', 'offered'];
const ASKING = ['pending', 'waitlisted'];

export function GuestList({ page }: { page: EventPage }) {
  const words = useWords();
  const say = words.events;
  const { event } = page;
  const guests = useGuests(event.id, isNear(event, useNow()));
  const hosts = page.capabilities.includes('admit');
  const ended = isOff(event) || ['completed', 'archived'].includes(event.status);
  const none = !ended && event.mine === null ? say.noGuests : say.noGuestsPlain;
  return (
    <Box gap="l">
      <Loaded answer={guests} explain={(failure) => explain(words, failure)}>
        {({ data: all, by_mail, shown }) => {
          const here = all.filter(({ answer }) => HERE.includes(answer));
          return (
            <>
              <Part
                page={page}
                title={say.asking}
                guests={all.filter(({ answer }) => ASKING.includes(answer))}
              />
              <Row justify="space-between">
                <Text kind="heading" level={2}>
                  {ended ? say.guestsThen : say.guests}
                </Text>
                {!ended && (
                  <Text kind="label" ink="faint" live testID="going">
                    {goingWords(words, event)}
                  </Text>
                )}
              </Row>
              {here.length > 0 && <People page={page} label={say.guests} guests={here} />}
              {here.length + by_mail.length === 0 && (
                <Text ink="faint">{shown ? none : say.guestsHidden}</Text>
              )}
              <ByMail id={event.id} guests={by_mail} />
              {hosts && <AddGuest event={event} there={all.map(({ person }) => person.id)} />}
              <Part
                page={page}
                title={say.removed}
                guests={all.filter(({ answer }) => answer === 'removed')}
              />
            </>
          );
        }}
      </Loaded>
    </Box>
  );
}

interface PartProps {
  page: EventPage;
  guests: Guest[];
}

function Part({ title, ...part }: PartProps & { title: string }) {
  if (part.guests.length === 0) return null;
  return (
    <Box gap="m">
      <Text kind="heading" level={2}>
        {title}
      </Text>
      <People {...part} label={title} />
    </Box>
  );
}

function People({ page, label, guests }: PartProps & { label: string }) {
  return (
    <Box role="list" label={label} gap="s">
      {guests.map((guest) => (
        <GuestRow key={guest.person.id} page={page} guest={guest} />
      ))}
    </Box>
  );
}

function GuestRow({ page, guest }: { page: EventPage; guest: Guest }) {
  const words = useWords();
  const { person, answer, party, way } = guest;
  const say = words.events;
  const admit = useAdmit(page.event.id);
  const [asking, ask] = useState(false);
  const waits = ASKING.includes(answer) || answer === 'removed';
  const notes = [
    answer === 'maybe' && say.maybes,
    waits && say.mineOf[answer],
    party > 1 && say.party(party - 1),
    way && (way.minutes ? words.showing.lateBy(way.minutes) : words.showing.wayOf[way.state]),
  ];
  return (
    <Row gap="m" role="listitem">
      <Avatar person={person} />
      <Box grow>
        <Text lines={1}>{person.display_name}</Text>
        {notes.some(Boolean) && (
          <Text kind="small" ink="faint">
            {notes.filter(Boolean).join(' · ')}
          </Text>
        )}
        <Told page={page} answers={guest.answers} />
        {admit.error && (
          <Text kind="small" ink="bad" live>
            {explain(words, admit.error)}
          </Text>
        )}
      </Box>
      {waits && page.capabilities.includes('admit') && (
        <Button
          size="s"
          label={say.admit}
          name={say.admitWho(person.display_name)}
          busy={admit.isPending}
          onPress={() => admit.mutate(person.id)}
        />
      )}
      {answer !== 'removed' && person.id !== page.event.host.id && page.capabilities.includes('remove') && (
        <IconButton icon="close" label={say.removeWho(person.display_name)} onPress={() => ask(true)} />
      )}
      <Removal page={page} person={person} open={asking} onClose={() => ask(false)} />
    </Row>
  );
}

/** What they answered to the host's questions, for those who host. */
function Told({ page, answers }: { page: EventPage; answers: Guest['answers'] }) {
  const prompts = new Map(page.questions.map(({ id, prompt }) => [id, prompt]));
  return answers.map(({ question, answer }) => (
    <Text key={question} kind="small" ink="soft">
      {prompts.has(question) ? `${prompts.get(question)} — ${answer}` : answer}
    </Text>
  ));
}

function Removal({
  page,
  person,
  open,
  onClose,
}: {
  page: EventPage;
  person: Guest['person'];
  open: boolean;
  onClose: () => void;
}) {
  const words = useWords();
  const say = words.events;
  const remove = useRemove(page.event.id);
  return (
    <Dialog title={say.removeAsk(person.display_name)} lead={say.removeLead} open={open} onClose={onClose}>
      {remove.error && <Text ink="bad">{explain(words, remove.error)}</Text>}
      <Box gap="s">
        <Button
          kind="danger"
          label={say.remove}
          busy={remove.isPending}
          onPress={() => remove.mutate(person.id, { onSuccess: onClose })}
          full
        />
        <Button label={words.common.cancel} onPress={onClose} full />
      </Box>
    </Dialog>
  );
}
