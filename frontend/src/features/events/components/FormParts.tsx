// Parts of the form of an event that few events need: what is right now, a night on which clocks change, and "only if so many come".
import { useWords } from '@/i18n/useWords';
import { instantsOf, localWords, skippedTo } from '@/lib/time';
import { Box } from '@/ui/Box';
import { Field } from '@/ui/Field';
import { Text } from '@/ui/Text';
import type { Draft } from '../draft';
import { OneOf } from './OneOf';

const FOLDS = ['first', 'second'] as const;

/** Says so where the clocks there skip the chosen time, and asks which one where they say it twice. */
export function ClockNote({
  draft,
  zone,
  onFold,
}: {
  draft: Draft;
  zone: string;
  onFold: (fold: Draft['fold']) => void;
}) {
  const words = useWords();
  const say = words.hosting;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(draft.other)) return null;
  const found = instantsOf(draft.other, zone);
  if (found.length === 1) return null;
  if (found.length === 0)
    return (
      <Box role="status">
        <Text kind="small" ink="ember">
          {say.skipped(localWords(skippedTo(draft.other, zone), words.locale))}
        </Text>
      </Box>
    );
  return (
    <OneOf
      label={say.twice}
      options={FOLDS}
      words={{ first: say.first, second: say.second }}
      value={draft.fold}
      onChange={onFold}
    />
  );
}

export function QuorumFields({
  draft,
  onChange,
  wrong,
}: {
  draft: Draft;
  onChange: (draft: Draft) => void;
  wrong: string | null;
}) {
  const say = useWords().hosting;
  const { quorum } = draft;
  return (
    <>
      <Field
        kind="number"
        label={say.quorumNeeds}
        value={quorum.needs}
        onChange={(needs) => onChange({ ...draft, quorum: { ...quorum, needs } })}
        wrong={wrong}
        max={4}
      />
      {quorum.needs !== '' && (
        <Field
          kind="datetime"
          label={say.quorumBy}
          value={quorum.by}
          onChange={(by) => onChange({ ...draft, quorum: { ...quorum, by } })}
        />
      )}
    </>
  );
}

const BEGINS = ['0', '10', '20'] as const;
const LASTS = ['60', '90', '120', '180'] as const;

/** In a few minutes, for a few hours. */
export function SoonFields({
  soon,
  onChange,
}: {
  soon: Draft['soon'];
  onChange: (soon: Draft['soon']) => void;
}) {
  const say = useWords().meeting;
  return (
    <>
      <Text kind="small" ink="faint">
        {say.rightNowHint}
      </Text>
      <OneOf
        label={say.begins}
        options={BEGINS}
        words={say.beginsIn}
        value={soon.begins}
        onChange={(begins) => onChange({ ...soon, begins })}
      />
      <OneOf
        label={say.lasts}
        options={LASTS}
        words={say.lastsFor}
        value={soon.lasts}
        onChange={(lasts) => onChange({ ...soon, lasts })}
      />
    </>
  );
}
