// The form of an event, for a new one and for one that changes.
import { PlaceField } from '@/features/locations/components/PlaceField';
import { useWords } from '@/i18n/useWords';
import { now } from '@/lib/clock';
import { wall } from '@/lib/time';
import { Box } from '@/ui/Box';
import { Choice } from '@/ui/Choice';
import { Field } from '@/ui/Field';
import { Text } from '@/ui/Text';
import type { CoverOf } from '../cover';
import { CATEGORIES, EMPTY, type Draft, type Wrong, movedEnd } from '../draft';
import { type Start, evening, localStart, weekdayOf } from '../start';
import { categoryIcon } from '../words';
import { CoverField } from './CoverField';
import { Details } from './Details';
import { ClockNote, QuorumFields, SoonFields } from './FormParts';
import { QuestionFields } from './QuestionFields';
import { RepeatFields } from './RepeatFields';

const STARTS: Start[] = ['right', 'now', 'hour', 'evening', 'other'];

export interface EventFormProps {
  draft: Draft;
  onChange: (draft: Draft) => void;
  /** Shown once somebody has tried to send it. */
  wrong: Partial<Wrong>;
  zone: string;
  cover: CoverOf;
  /** Only one time, since it has one already. */
  fixed?: boolean;
  /** It is over: only words can be put right. */
  over?: boolean;
  /** How many days after its end it was promised to be kept at most. */
  mostDays?: number;
  /** A place that is to be looked for. */
  place?: string;
}

export function EventForm(props: EventFormProps) {
  const { draft, onChange, wrong, zone, cover, fixed, over, mostDays, place } = props;
  const { events: say, hosting, meeting } = useWords();
  const set = (more: Partial<Draft>) => onChange({ ...draft, ...more });
  const startWords = (start: Start) => {
    if (start === 'right') return meeting.rightNow;
    return start === 'evening' && !evening(zone).today ? say.tomorrowEvening : say.startsIn[start];
  };
  return (
    <>
      <Field
        label={say.what}
        placeholder={say.whatPlaceholder}
        value={draft.title}
        onChange={(title) => set({ title })}
        max={120}
        autoFocus={!fixed}
        wrong={wrong.title}
      />
      {!over && (
        <>
          <PlaceField wrong={wrong.place ?? null} typed={place} />
          <Box gap="s">
            {!fixed && (
              <>
                <Text kind="label" ink="soft">
                  {say.starts}
                </Text>
                <Choice
                  label={say.starts}
                  wrap
                  options={STARTS.map((value) => ({ value, label: startWords(value) }))}
                  value={draft.start}
                  onChange={(start) => set({ start, ...(start === 'right' && { repeat: EMPTY.repeat }) })}
                />
              </>
            )}
            {draft.start === 'right' && <SoonFields soon={draft.soon} onChange={(soon) => set({ soon })} />}
            {draft.start === 'other' && (
              <>
                <Field
                  kind="datetime"
                  label={fixed ? say.starts : say.startsAt}
                  value={draft.other}
                  onChange={(other) => set({ other, end: movedEnd(draft.end, draft.other, other) })}
                  wrong={wrong.start}
                  hint={say.inZone(zone)}
                />
                <ClockNote draft={draft} zone={zone} onFold={(fold) => set({ fold })} />
              </>
            )}
            {(fixed || draft.start === 'other') && (
              <Field
                kind="datetime"
                label={hosting.ends}
                value={draft.end}
                onChange={(end) => set({ end })}
                wrong={wrong.end}
                hint={fixed ? undefined : hosting.endsHint}
              />
            )}
          </Box>
          <Field
            kind="number"
            label={say.seats}
            hint={say.seatsHint}
            value={draft.details.seats}
            onChange={(seats) => set({ details: { ...draft.details, seats } })}
            wrong={wrong.seats}
            max={5}
          />
        </>
      )}
      <Box gap="s">
        <Text kind="label" ink="soft">
          {say.category}
        </Text>
        <Choice
          label={say.category}
          wrap
          options={CATEGORIES.map((value) => ({
            value: value as string,
            label: say.categories[value] ?? value,
            icon: categoryIcon(value),
          }))}
          value={draft.category}
          onChange={(category) => set({ category })}
        />
      </Box>
      <Details
        value={draft.details}
        onChange={(details) => set({ details })}
        wrong={wrong}
        mostDays={mostDays ?? null}
        over={over}
        cover={<CoverField cover={cover} wrong={wrong.cover ?? null} />}
        questions={
          <QuestionFields
            questions={draft.questions}
            onChange={(questions) => set({ questions })}
            wrong={wrong.questions ?? null}
          />
        }
        rules={
          !fixed && (
            <>
              {draft.start !== 'right' && (
                <RepeatFields
                  repeat={draft.repeat}
                  onChange={(repeat) => set({ repeat })}
                  first={weekdayOf(localStart(draft.start, draft.other, zone) ?? wall(now(), zone))}
                  wrong={wrong.until ?? null}
                />
              )}
              <QuorumFields draft={draft} onChange={onChange} wrong={wrong.quorum ?? null} />
            </>
          )
        }
      />
    </>
  );
}
