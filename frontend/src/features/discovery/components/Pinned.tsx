// A place was tapped: start something there, or let it go.
import { router } from 'expo-router';
import { useWords } from '@/i18n/useWords';
import { Row } from '@/ui/Box';
import { Button, IconButton } from '@/ui/Button';
import { chosen } from '../stage';

export function Pinned() {
  const words = useWords();
  return (
    <Row surface="glass" round="round" pad="xs" gap="xs">
      <Button kind="ember" icon="add" label={words.events.make} onPress={() => router.push('/events/new')} />
      <IconButton icon="camera" label={words.moments.share} href="/moments/new" />
      <IconButton icon="close" label={words.common.cancel} onPress={() => chosen.set(null)} />
    </Row>
  );
}
