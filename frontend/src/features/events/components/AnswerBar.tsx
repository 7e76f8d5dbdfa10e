// "I'm going": the one thing to do on an event's page, and what can be done about it afterwards.
import { useState } from 'react';
import { DepositLine } from '@/features/payments/components/DepositLine';
import { useDepositAnswer } from '@/features/payments/useDepositAnswer';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Icon, type IconName } from '@/ui/Icon';
import { Text } from '@/ui/Text';
import { type EventPage, type Rsvp, useRsvp } from '../data';
import { goingWords } from '../words';
import { Ask } from './Ask';
import { Changed, asksAgain } from './Changed';
import { Offer } from './Offer';

export interface Answering {
  page: EventPage;
  busy: (answer: Rsvp['answer']) => boolean;
  answer: (given: Rsvp) => void;
  failure: unknown;
}

export function AnswerBar({ page }: { page: EventPage }) {
  const words = useWords();
  const say = words.events;
  const { event } = page;
  const [changing, change] = useState(false);
  const rsvp = useRsvp(event.id);
  const deposit = useDepositAnswer(page);
  if (!page.capabilities.includes('rsvp')) return null;
  const failure = rsvp.error ?? deposit.failure;
  const answering: Answering = {
    page,
    busy: (answer) =>
      (rsvp.isPending && rsvp.variables.answer === answer) || (answer === 'going' && deposit.busy),
    answer: (given) =>
      deposit.takes(given) ? deposit.leave(given) : rsvp.mutate(given, { onSuccess: () => change(false) }),
    failure,
  };
  return (
    <Box surface="low" pad="l" gap="m" role="group" label={say.answer}>
      {failure !== null && (
        <Box role="alert">
          <Text kind="small" ink="bad">
            {explain(words, failure)}
          </Text>
        </Box>
      )}
      <DepositLine page={page} />
      {event.mine === 'removed' ? (
        <Standing icon="close" first={say.mine.removed} second={say.removedLead} />
      ) : event.mine === 'offered' ? (
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
  const more = (standing?.party ?? 1) - 1;
  const place = ahead === null ? say.waitLead : say.ahead(ahead);
  return (
    <Row gap="m">
      <Standing
        icon="wait"
        first={[asked ? say.mine.pending : say.mine.waitlisted, more > 0 && say.party(more)]
          .filter(Boolean)
          .join(' · ')}
        second={asked ? say.pendingLead : more > 0 ? `${place}. ${say.togetherLead(more + 1)}` : place}
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
