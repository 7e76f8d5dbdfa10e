// What one says of oneself so that people near by fit: interests, languages, an age band, and being a woman.
import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Choice } from '@/ui/Choice';
import { Picks } from '@/ui/Picks';
import { Text } from '@/ui/Text';
import { Toggle } from '@/ui/Toggle';
import type { Me } from '../data';
import { TONGUES, type Tongue } from '../tongues';

export type Matched = Pick<Me, 'interests' | 'languages' | 'age_band' | 'woman'>;
type Age = NonNullable<Me['age_band']>;
type Interest = Schemas['Me']['interests'][number];

const AGES: Age[] = ['18-24', '25-34', '35-44', '45-54', '55-64', '65+'];
const UNSAID = 'unsaid';
const MOST = { interests: 12, languages: 8 };

export interface MatchingProps {
  said: Matched;
  onChange: (said: Matched) => void;
  /** Asks who sees a field. */
  whoSees: (field: 'interests' | 'languages' | 'age') => ReactNode;
}

export function Matching({ said, onChange, whoSees }: MatchingProps) {
  const say = useWords().radar;
  const bands = [{ value: UNSAID, label: say.noAge }, ...AGES.map((value) => ({ value, label: value }))];
  return (
    <Box gap="l">
      <Box gap="xs">
        <Text kind="heading" level={2}>
          {say.about}
        </Text>
        <Text kind="small" ink="faint">
          {say.aboutLead}
        </Text>
      </Box>
      <Box gap="s">
        <Picks
          label={say.interests}
          options={Object.entries(say.interestOf).map(([value, label]) => ({
            value: value as Interest,
            label,
          }))}
          values={said.interests}
          onChange={(interests) => onChange({ ...said, interests: interests.slice(-MOST.interests) })}
        />
        {whoSees('interests')}
      </Box>
      <Box gap="s">
        <Picks
          label={say.languages}
          options={Object.entries(TONGUES).map(([value, label]) => ({ value: value as Tongue, label }))}
          values={said.languages}
          onChange={(languages) => onChange({ ...said, languages: languages.slice(-MOST.languages) })}
        />
        {whoSees('languages')}
      </Box>
      <Box gap="s">
        <Choice
          label={say.age}
          labelled
          wrap
          options={bands as { value: Age | typeof UNSAID; label: string }[]}
          value={said.age_band ?? UNSAID}
          onChange={(age) => onChange({ ...said, age_band: age === UNSAID ? null : age })}
        />
        {whoSees('age')}
      </Box>
      <Toggle
        label={say.amWoman}
        hint={say.amWomanHint}
        on={said.woman}
        onChange={(woman) => onChange({ ...said, woman })}
      />
    </Box>
  );
}
