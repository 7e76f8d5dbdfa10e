// "I'm going": the one thing to do on an event's page, and what can be done about it afterwards.
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/Choice';
import { Icon, type IconName } from '@/ui/Icon';
import { Text } from '@/ui/Text';
import { type EventPage, type Rsvp, useRsvp } from '../data';
import { goingWords } from '../words';
import { Changed, asksAgain } from './Changed';
import { Offer } from './Offer';

export interface Answering {
  page: EventPage;
  busy: (answer: Rsvp['answer']) => boolean;
  answer: (given: Rsvp) => void;
}

export function AnswerBar({ page }: { page: EventPage }) {
  const words = useWords();
  const say = words.events;
  const { event } = page;
  const [changing, change] = useState(false);
  const rsvp = useRsvp(event.id);
  if (!page.capabilities.includes('rsvp')) return null;
  const answering: Answering = {
    page,
    busy: (answer) => rsvp.isPending && rsvp.variables.answer === answer,
    answer: (given) => rsvp.mutate(given, { onSuccess: () => change(false) }),
  };
  return (
    <Box surface="low" pad="l" gap="m" role="group" label={say.answer}>
      {rsvp.error !== null && (
        <Box role="alert">
          <Text kind="small" ink="bad">
            {explain(words, rsvp.error)}
          </Text>
        </Box>
      )}
      {event.mine === 'offered' ? (
        <Offer {...answering} />
      ) : event.mine === 'waitlisted' || event.mine === 'pending' ? (
        <Waits {...answering} />
      ) : asksAgain(page) && !changing ? (
        <Changed {...answering} />
      ) : event.mine !== null && !changing ? (
        <Answered page={page} onChange={() => change(true)} />
      ) : (
        <Ask {...answering} />
      )}
    </Box>
  );
}

function Ask({ page, busy, answer }: Answering) {
  const say = useWords().events;
  const { event, standing } = page;
  const [guests, setGuests] = useState(String((standing?.party ?? 1) - 1));
  const full = event.full && event.mine !== 'going';
  const asks = event.join_mode === 'approval' && event.mine !== 'going';
  const parties = Array.from({ length: event.plus_max + 1 }, (_, more) => ({
    value: String(more),
    label: say.party(more),
  }));
  return (
    <>
      {event.plus_max > 0 && (
        <Choice label={say.parties} options={parties} value={guests} onChange={setGuests} wrap />
      )}
      {full && (
        <Text kind="small" ink="soft" centre>
          {say.fullLead}
        </Text>
      )}
      <Button
        kind="ember"
        label={full ? say.wait : asks ? say.ask : say.going_}
        onPress={() => answer({ answer: 'going', wait: full, guests: Number(guests) })}
        busy={busy('going')}
        full
      />
      <Row gap="s" justify="center">
        {!full && !asks && (
          <Button
            kind="plain"
            size="s"
            label={say.maybe}
            onPress={() => answer({ answer: 'maybe' })}
            busy={busy('maybe')}
          />
        )}
        <Button
          kind="plain"
          size="s"
          label={say.no}
          onPress={() => answer({ answer: 'no' })}
          busy={busy('no')}
        />
      </Row>
    </>
  );
}

function Answered({ page, onChange }: { page: EventPage; onChange: () => void }) {
  const words = useWords();
  const say = words.events;
  const { event, standing } = page;
  const more = (standing?.party ?? 1) - 1;
  return (
    <Row gap="m">
      <Standing
        icon={event.mine === 'going' ? 'check' : null}
        first={[event.mine && say.mine[event.mine], more > 0 && say.party(more)].filter(Boolean).join(' · ')}
        second={goingWords(words, event)}
      />
      <Button size="s" label={say.changeMind} onPress={onChange} />
    </Row>
  );
}

/** In the queue, or asked: what one waits for, and the way out. */
function Waits({ page, busy, answer }: Answering) {
  const say = useWords().events;
  const { event, standing } = page;
  const asked = event.mine === 'pending';
  const ahead = standing?.ahead ?? null;
  return (
    <Row gap="m">
      <Standing
        icon="wait"
        first={asked ? say.mine.pending : say.mine.waitlisted}
        second={asked ? say.pendingLead : ahead === null ? say.waitLead : say.ahead(ahead)}
      />
      <Button
        size="s"
        label={asked ? say.takeBack : say.leaveQueue}
        onPress={() => answer({ answer: 'no' })}
        busy={busy('no')}
      />
    </Row>
  );
}

function Standing({ icon, first, second }: { icon: IconName | null; first: string; second: string }) {
  return (
    <Row gap="m" grow>
      {icon && <Icon name={icon} ink={icon === 'check' ? 'good' : 'soft'} />}
      <Box grow>
        <Text kind="strong" live>
          {first}
        </Text>
        <Text kind="small" ink="faint">
          {second}
        </Text>
      </Box>
    </Row>
  );
}
