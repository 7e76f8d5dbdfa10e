// To Stripe, which must know whose the money is.
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Text } from '@/ui/Text';
import { useOpenPayouts } from '../data';

export function OpenPayouts({ state }: { state: 'none' | 'started' | 'ready' }) {
  const words = useWords();
  const say = words.deposits;
  const open = useOpenPayouts();
  return (
    <Box gap="m">
      <Text live>{say.payouts[state]}</Text>
      {open.error !== null && (
        <Box role="alert">
          <Text kind="small" ink="bad">
            {explain(words, open.error)}
          </Text>
        </Box>
      )}
      {state !== 'ready' && (
        <Button
          kind="ember"
          label={state === 'none' ? say.openPayouts : say.goOnPayouts}
          busy={open.isPending}
          onPress={() => open.mutate()}
          full
        />
      )}
    </Box>
  );
}
