// What a room's page says about who can read it, and the way to a room that only devices can read.
import { router } from 'expo-router';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Text } from '@/ui/Text';
import type { RoomCard } from '../data';
import { useOpenSecret } from '../running';

export function Secrecy({ room }: { room: RoomCard }) {
  const words = useWords();
  const say = words.secret;
  const open = useOpenSecret();
  const other = room.kind === 'direct' && !room.request ? room.people[0] : undefined;
  return (
    <Box gap="s" align="flex-start">
      <Text kind="small" ink="faint">
        {room.secret ? say.trust : words.talk.room.secrecy}
      </Text>
      {room.secret ? (
        <Button size="s" icon="lock" label={say.about} href={`/rooms/${room.id}/secret`} />
      ) : (
        other && (
          <>
            <Button
              size="s"
              icon="lock"
              label={say.start}
              busy={open.isPending}
              onPress={() =>
                open.mutate(other.id, { onSuccess: ({ room: { id } }) => router.replace(`/rooms/${id}`) })
              }
            />
            <Text kind="small" ink="faint">
              {say.startLead}
            </Text>
          </>
        )
      )}
      {open.error && (
        <Text kind="small" ink="bad" live>
          {explain(words, open.error)}
        </Text>
      )}
    </Box>
  );
}
