// The way in for whoever has no account yet; they come back here afterwards.
import { router } from 'expo-router';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { holdInvitation } from '../pending';

export function JoinFirst({ back }: { back: string }) {
  const say = useWords().hosting;
  const go = async (fresh: boolean) => {
    await holdInvitation(back);
    router.navigate(`/sign-in?${fresh ? 'new=1&' : ''}to=${encodeURIComponent(back)}`);
  };
  return (
    <Box gap="m">
      <Button kind="ember" label={say.linkJoin} onPress={() => void go(true)} full />
      <Button label={say.linkHave} onPress={() => void go(false)} full />
    </Box>
  );
}
