// The rule, before anything is paid: how much, when it comes back, and when it is the host's.
import { useWords } from '@/i18n/useWords';
import { timeZone } from '@/lib/device';
import { clockTime, dayWords } from '@/lib/time';
import { useNow } from '@/lib/useNow';
import { Box } from '@/ui/Box';
import { Text } from '@/ui/Text';
import { type Sum, money } from '../money';

export function DepositRule({ deposit, lateFrom }: { deposit: Sum; lateFrom: string | null }) {
  const words = useWords();
  const say = words.deposits;
  const now = useNow();
  const late = lateFrom === null ? null : Date.parse(lateFrom);
  const until = (at: number) =>
    `${dayWords(at, now, timeZone(), words.locale)} ${clockTime(at, timeZone(), words.locale)}`;
  const ifNot = late === null ? say.backAlways : late > now ? say.backUntil(until(late)) : say.lateNow;
  return (
    <Box gap="xs">
      <Text kind="strong">{say.asks(money(deposit, words.locale))}</Text>
      <Text kind="small" ink="soft">
        {`${say.backIfYouCome} ${ifNot}`}
      </Text>
      <Text kind="small" ink="faint">
        {say.keptIf}
      </Text>
    </Box>
  );
}
