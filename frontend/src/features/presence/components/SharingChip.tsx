// On every page, as long as somebody may see where I am: that it is so, and the way to end it.
import { router } from 'expo-router';
import { useWords } from '@/i18n/useWords';
import { useStore } from '@/lib/store';
import { Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Text } from '@/ui/Text';
import { Sender, forbidden, useThisDevice } from '../sender';
import { useSharing, useWhere } from '../whereData';

export function SharingChip() {
  const say = useWords().where;
  const [mine] = useThisDevice();
  const sharing = useSharing().data;
  const stop = useWhere('stopAll');
  const refused = useStore(forbidden);
  const count = (sharing?.shares ?? []).filter((one) => one.precision !== 'hidden').length;
  if (count === 0) return null;
  return (
    <Row surface="high" padX="l" padY="xs" gap="s" role="status">
      <Text kind="small" ink="soft" grow>
        {refused && mine ? say.forbidden : sharing?.ghost ? say.ghostOn : mine ? say.sharing : say.elsewhere}
      </Text>
      <Button kind="plain" size="s" label={say.whoSees} onPress={() => router.push('/me/seen')} />
      <Button
        kind="plain"
        size="s"
        label={say.stopAll}
        busy={stop.isPending}
        onPress={() => stop.mutate(null)}
      />
      <Sender />
    </Row>
  );
}
