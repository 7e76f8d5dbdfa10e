// Whom the words that are being written call, each to be switched off and on.
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Picks } from '@/ui/Picks';
import { Text } from '@/ui/Text';
import type { namedIn, useCalls } from '../calling';

export interface CallsProps {
  calls: ReturnType<typeof useCalls>;
  named: ReturnType<typeof namedIn>;
}

export function Calls({ calls: { quiet, choose }, named }: CallsProps) {
  const say = useWords().talk.calls;
  if (named.length === 0) return null;
  const names = named.map(({ name }) => name);
  const awake = names.filter((name) => !quiet.has(name));
  return (
    <Box padX="l" padY="s" gap="xs">
      <Picks
        label={say.who}
        options={named.map(({ name, label }) => ({ value: name, label, name: say.one(label) }))}
        values={awake}
        onChange={(on) => choose(new Set([...quiet, ...names].filter((name) => !on.includes(name))))}
      />
      {awake.length < names.length && (
        <Box role="status">
          <Text kind="small" ink="soft">
            {say.others}
          </Text>
        </Box>
      )}
    </Box>
  );
}
