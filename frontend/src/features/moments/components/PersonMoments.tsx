// On somebody's page: what they show me now.
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Text } from '@/ui/Text';
import { useMomentsOf } from '../data';
import { MomentStrip } from './MomentStrip';

export function PersonMoments({ id }: { id: string }) {
  const say = useWords().moments;
  const found = useMomentsOf(id).data ?? [];
  if (found.length === 0) return null;
  return (
    <Box gap="s">
      <Text kind="heading" level={2}>
        {say.title}
      </Text>
      <MomentStrip moments={found} label={say.title} />
    </Box>
  );
}
