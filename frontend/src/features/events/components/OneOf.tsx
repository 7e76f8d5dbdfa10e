// A choice among a few with its label above it, as forms have it.
import { Box } from '@/ui/Box';
import { Choice } from '@/ui/Choice';
import { Text } from '@/ui/Text';

export interface OneOfProps<Value extends string> {
  label: string;
  options: readonly Value[];
  words: Record<string, string>;
  value: string;
  onChange: (value: Value) => void;
}

export function OneOf<Value extends string>({ label, options, words, value, onChange }: OneOfProps<Value>) {
  return (
    <Box gap="s">
      <Text kind="label" ink="soft">
        {label}
      </Text>
      <Choice
        label={label}
        wrap
        options={options.map((one) => ({ value: one, label: words[one] ?? one }))}
        value={value as Value}
        onChange={onChange}
      />
    </Box>
  );
}
