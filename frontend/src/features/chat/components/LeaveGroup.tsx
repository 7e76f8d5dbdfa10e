// Leaving a group, once asked whether one means it.
import { router } from 'expo-router';
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Text } from '@/ui/Text';
import { useUnseat } from '../running';

export function LeaveGroup({ room, me }: { room: string; me: string }) {
  const words = useWords();
  const say = words.talk.room;
  const [asking, setAsking] = useState(false);
  const leave = useUnseat(room);
  return (
    <>
      <Button kind="danger" icon="leave" label={say.leave} onPress={() => setAsking(true)} />
      <Dialog title={say.leaveAsk} lead={say.leaveLead} open={asking} onClose={() => setAsking(false)}>
        {leave.error && (
          <Box role="alert">
            <Text ink="bad">{explain(words, leave.error)}</Text>
          </Box>
        )}
        <Box gap="s">
          <Button
            kind="danger"
            full
            label={say.leave}
            busy={leave.isPending}
            onPress={() => leave.mutate(me, { onSuccess: () => router.replace('/rooms') })}
          />
          <Button full label={words.common.cancel} onPress={() => setAsking(false)} />
        </Box>
      </Dialog>
    </>
  );
}
