// Whether a new event comes again: how often, on which weekdays, until when.
import { useWords } from '@/i18n/useWords';
import { Field } from '@/ui/Field';
import { Picks } from '@/ui/Picks';
import type { Draft } from '../draft';
import { OneOf } from './OneOf';

const REPEATS = ['no', 'daily', 'weekly', 'monthly'] as const;
const EVERY = ['1', '2', '3', '4'] as const;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

export interface RepeatFieldsProps {
  repeat: Draft['repeat'];
  onChange: (repeat: Draft['repeat']) => void;
  /** The weekday of the first time: the series always has it. */
  first: number;
  wrong: string | null;
}

export function RepeatFields({ repeat, onChange, first, wrong }: RepeatFieldsProps) {
  const say = useWords().repeating;
  const { frequency } = repeat;
  const set = (more: Partial<Draft['repeat']>) => onChange({ ...repeat, ...more });
  return (
    <>
      <OneOf
        label={say.repeat}
        options={REPEATS}
        words={say.repeats}
        value={frequency}
        onChange={(now) => set({ frequency: now })}
      />
      {frequency !== 'no' && (
        <>
          <OneOf
            label={say.every}
            options={EVERY}
            words={Object.fromEntries(EVERY.map((every) => [every, say.everyOf(frequency, Number(every))]))}
            value={repeat.every}
            onChange={(every) => set({ every })}
          />
          {frequency === 'weekly' && (
            <Picks
              label={say.weekdays}
              options={WEEKDAYS.map((value) => ({
                value: value as number,
                label: say.weekdayShort(value),
                name: say.weekday(value),
              }))}
              values={[...repeat.weekdays, first]}
              onChange={(all) => set({ weekdays: all.filter((day) => day !== first) })}
            />
          )}
          <Field
            kind="date"
            label={say.until}
            hint={say.untilHint}
            value={repeat.until}
            onChange={(until) => set({ until })}
            wrong={wrong}
          />
        </>
      )}
    </>
  );
}
