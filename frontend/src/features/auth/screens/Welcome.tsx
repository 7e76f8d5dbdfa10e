// The first page: what this is, and the two ways in.
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Door } from '@/ui/Door';
import { Text } from '@/ui/Text';

export function Welcome() {
  const words = useWords();
  const { welcome } = words.people;
  return (
    <Door brand={words.common.brand} first>
      <Text kind="display" level={1}>
        {welcome.title}
      </Text>
      <Text ink="soft">{welcome.lead}</Text>
      <Box gap="m">
        <Button kind="ember" label={welcome.signUp} href="/sign-in?new=1" full />
        <Button label={welcome.signIn} href="/sign-in" full />
      </Box>
      <Text kind="small" ink="faint">
        {welcome.adults}
      </Text>
    </Door>
  );
}
