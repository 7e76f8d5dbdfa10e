// "I'm going", maybe, or not: with whom, what the host asks first, and until when a seat can be given up.
import { useState } from 'react';
import { useWords } from '@/i18n/useWords';
import { timeZone } from '@/lib/device';
import { clockTime, dayWords } from '@/lib/time';
import { useNow } from '@/lib/useNow';
import { Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/Choice';
import { Field } from '@/ui/Field';
import { Icon } from '@/ui/Icon';
import { Text } from '@/ui/Text';
import { Toggle } from '@/ui/Toggle';
import type { Rsvp } from '../data';
import type { Answering } from './AnswerBar';
import { GiveUp, isLate } from './GiveUp';
import { JoinQuestions } from './JoinQuestions';

export function Ask({ page, busy, answer, failure }: Answering) {
  const { events: say, meeting } = useWords();
  const now = useNow();
  const { event, standing, questions } = page;
  const [guests, setGuests] = useState(String((standing?.party ?? 1) - 1));
  const [code, setCode] = useState('');
  const [asked, ask] = useState(false);
  const [leaving, leave] = useState(false);
  const [tell, setTell] = useState(false);
  const full = event.full && event.mine !== 'going';
  const closed = page.rsvp_by !== null && Date.parse(page.rsvp_by) <= now && event.mine !== 'going';
  const asks = event.join_mode === 'approval' && event.mine !== 'going';
  const parties = Array.from({ length: event.plus_max + 1 }, (_, more) => ({
    value: String(more),
    label: say.party(more),
  }));
  const label = full ? say.wait : asks ? say.ask : say.going_;
  const come = (answers?: Rsvp['answers']) =>
    answer({ answer: 'going', wait: full, guests: Number(guests), answers, code: code.trim() });
  const stay = () => answer({ answer: 'no', tell_room: tell });
  if (closed) return <Closed busy={busy('no')} onNo={() => answer({ answer: 'no' })} />;
  return (
    <>
      {event.plus_max > 0 && (
        <Choice label={say.parties} options={parties} value={guests} onChange={setGuests} wrap labelled />
      )}
      {page.needs_code && (
        <Field label={say.code} hint={say.codeHint} value={code} onChange={setCode} max={32} />
      )}
      <Before page={page} full={full} />
      <Button
        kind="ember"
        label={label}
        onPress={() => (questions.length > 0 ? ask(true) : come())}
        busy={busy('going')}
        full
      />
      {event.mine === 'going' && <Toggle label={meeting.tellRoom} on={tell} onChange={setTell} />}
      <Row gap="s" justify="center">
        {!full && !asks && (
          <Button
            kind="plain"
            size="s"
            label={say.maybe}
            onPress={() => answer({ answer: 'maybe', code: code.trim() })}
            busy={busy('maybe')}
          />
        )}
        <Button
          kind="plain"
          size="s"
          label={say.no}
          onPress={() => (isLate(page, now) ? leave(true) : stay())}
          busy={busy('no')}
        />
      </Row>
      <JoinQuestions
        page={page}
        open={asked}
        label={label}
        busy={busy('going')}
        failure={failure}
        onClose={() => ask(false)}
        onAnswer={come}
      />
      <GiveUp
        page={page}
        told={tell}
        open={leaving}
        busy={busy('no')}
        onClose={() => leave(false)}
        onGiveUp={stay}
      />
    </>
  );
}

/** The host no longer takes answers; that one does not come can still be said. */
function Closed({ busy, onNo }: { busy: boolean; onNo: () => void }) {
  const say = useWords().events;
  return (
    <Row gap="m">
      <Icon name="wait" ink="soft" />
      <Text grow ink="soft">
        {say.closedLead}
      </Text>
      <Button size="s" label={say.no} onPress={onNo} busy={busy} />
    </Row>
  );
}

/** What one should know before answering: that it is full, that something is asked, until when one can change one's mind. */
function Before({ page, full }: { page: Answering['page']; full: boolean }) {
  const words = useWords();
  const { asking, showing } = words;
  const now = useNow();
  const late = Date.parse(page.standing?.late_from ?? page.late_from);
  const zone = timeZone();
  const by = `${dayWords(late, now, zone, words.locale)}, ${clockTime(late, zone, words.locale)}`;
  const lines = [
    full && words.events.fullLead,
    page.questions.length > 0 && page.event.mine !== 'going' && asking.asksFirst(page.questions.length),
    page.late_cancel > 0 && (late > now ? showing.lateFrom(by) : showing.lateAlready),
  ];
  return lines.map(
    (line) =>
      line && (
        <Text key={line} kind="small" ink="soft" centre>
          {line}
        </Text>
      ),
  );
}
