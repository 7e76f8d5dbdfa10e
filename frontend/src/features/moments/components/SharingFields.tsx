// Who sees it, and from when.
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Choice } from '@/ui/Choice';
import { Text } from '@/ui/Text';
import { Toggle } from '@/ui/Toggle';
import { type Chosen, kindOf, useAudiences } from '../sharing';

const LATER = ['0', '1', '3', '12'] as const;

export interface SharingFieldsProps {
  chosen: Chosen;
  choose: (more: Partial<Chosen>) => void;
  event: { id: string; title: string } | null;
  /** Nobody else is a choice, too. */
  alone?: boolean;
}

export function SharingFields({ chosen, choose, event, alone = false }: SharingFieldsProps) {
  const { moments: say } = useWords();
  const kind = kindOf(chosen.audience);
  return (
    <>
      <Box gap="s">
        <Choice
          label={say.audience}
          labelled
          wrap
          options={useAudiences(event, alone)}
          value={chosen.audience}
          onChange={(audience) => choose({ audience })}
        />
        <Text kind="small" ink="faint" live>
          {say.audienceLead[kind] ?? ''}
        </Text>
      </Box>
      {kind !== 'mine' && (
        <Box gap="s">
          <Choice
            label={say.when}
            labelled
            wrap
            options={LATER.map((value) => ({ value, label: say.whens[Number(value)] ?? value }))}
            value={LATER.find((one) => Number(one) === chosen.later) ?? '0'}
            onChange={(later) => choose({ later: Number(later) })}
          />
          <Text kind="small" ink="faint">
            {say.whenLead}
          </Text>
        </Box>
      )}
      {kind === 'event' && (
        <Toggle
          label={say.album}
          hint={say.albumHint}
          on={chosen.album}
          onChange={(album) => choose({ album })}
        />
      )}
    </>
  );
}
