// The first page: what this is, and the two ways in.
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Text } from '@/ui/Text';

export function Welcome() {
  const { welcome } = useWords().people;
  return (
    <Box surface="ground" grow justify="center" padX="xl" padY="xxxl">
      <Box width="form" gap="xl" role="main">
        <Text kind="display" level={1}>
          {welcome.title}
        </Text>
        <Text ink="soft">{welcome.lead}</Text>
        <Box gap="m">
          <Button kind="ember" label={welcome.signUp} href="/sign-up" full />
          <Button label={welcome.signIn} href="/sign-in" full />
        </Box>
        <Text kind="small" ink="faint">
          {welcome.adults}
        </Text>
      </Box>
    </Box>
  );
}
