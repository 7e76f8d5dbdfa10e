// How long all of it is kept: what was promised is offered, and what is shorter.
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Text } from '@/ui/Text';
import { OneOf } from './OneOf';

const KEPT_DAYS = ['1', '7', '30', '180'];

export interface KeptFieldProps {
  /** Days after the end. */
  value: string;
  onChange: (days: string) => void;
  /** How long it was promised to be kept; that can only become shorter. */
  mostDays: number | null;
}

export function KeptField({ value, onChange, mostDays }: KeptFieldProps) {
  const say = useWords().repeating;
  const days = KEPT_DAYS.filter((one) => mostDays === null || Number(one) <= mostDays);
  const known = [value, ...(mostDays === null ? [] : [String(mostDays)])];
  const options = [...new Set([...days, ...known])].sort((a, b) => Number(a) - Number(b));
  const words = Object.fromEntries(
    options.map((one) => [one, say.keptFor[one] ?? say.keptDays(Number(one))]),
  );
  return (
    <Box gap="xs">
      <OneOf label={say.kept} options={options} words={words} value={value} onChange={onChange} />
      <Text kind="small" ink="faint">
        {say.keptHint}
      </Text>
    </Box>
  );
}
