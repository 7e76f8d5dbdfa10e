// Above the words that one writes in a secret room: whether this device can read and write here, and who should compare.
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { Text } from '@/ui/Text';
import type { RoomCard } from '../data';
import type { Secret } from '../secret/looking';

export function SecretState({ secret, room }: { secret: Secret; room: RoomCard }) {
  const words = useWords();
  const say = words.secret;
  const { opened, failure, waits } = secret;
  const name = room.people[0]?.display_name ?? words.chat.somebody;
  if (failure)
    return (
      <Box pad="l" gap="s" surface="low" align="center" role="alert">
        <Text ink="soft" centre>
          {failure === 'vault' ? say.noKeysHere : `${say.unable} ${explain(words, failure)}`}
        </Text>
        {failure !== 'vault' && <Button size="s" icon="again" label={say.again} onPress={secret.again} />}
      </Box>
    );
  if (!opened || waits)
    return (
      <Box pad="l" surface="low" role="status">
        <Text ink="faint" centre>
          {opened ? say.waits(name) : say.preparing}
        </Text>
      </Box>
    );
  if (opened.compared === null || opened.compared === opened.number) return null;
  return (
    <Row padX="l" padY="s" gap="m" surface="low" role="alert">
      <Icon name="report" size={20} ink="bad" />
      <Box grow gap="xs">
        <Text kind="strong">{say.changedTitle}</Text>
        <Text kind="small" ink="soft">
          {say.changed}
        </Text>
      </Box>
      <Button size="s" label={say.compare} href={`/rooms/${room.id}/secret`} />
    </Row>
  );
}
