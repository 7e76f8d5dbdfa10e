// Instead of the field for words, while a voice is recorded: how long it is, to be sent or thrown away.
import { useEffect, useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box, Row } from '@/ui/Box';
import { IconButton } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { Progress } from '@/ui/Progress';
import { Text } from '@/ui/Text';
import type { useVoice } from '../speaking';

export function SpeakButton({ voice }: { voice: ReturnType<typeof useVoice> }) {
  return <IconButton kind="ember" icon="voice" label={useWords().media.record} onPress={voice.begin} />;
}

export function Speaking({
  voice: { state, send, drop },
  waits,
}: {
  voice: ReturnType<typeof useVoice>;
  waits: boolean;
}) {
  const words = useWords();
  const say = words.media;
  const ready = state.kind === 'on' || state.kind === 'full' || state.kind === 'failed';
  return (
    <Row pad="m" gap="m" align="center">
      <IconButton icon="remove" label={say.recordDrop} onPress={drop} />
      <Box grow>
        {state.kind === 'asking' && <Text ink="soft">{say.recordAsks}</Text>}
        {state.kind === 'on' && <Length since={state.since} />}
        {state.kind === 'full' && (
          <Box role="status">
            <Text>{say.recordFull}</Text>
          </Box>
        )}
        {state.kind === 'sending' && (
          <Progress label={say.sending} value={Math.round(state.share * 100)} most={100} />
        )}
        {(state.kind === 'mute' || state.kind === 'failed') && (
          <Box role="alert">
            <Text kind="small" ink="bad">
              {state.kind === 'mute' ? say.recordNone : `${say.failed} ${explain(words, state.failure)}`}
            </Text>
          </Box>
        )}
      </Box>
      {ready && (
        <IconButton kind="ember" icon="send" label={say.recordSend} onPress={send} disabled={waits} />
      )}
    </Row>
  );
}

function Length({ since }: { since: number }) {
  const say = useWords().media;
  const [at, tick] = useState(since);
  useEffect(() => {
    const timer = setInterval(() => tick(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.floor((at - since) / 1000));
  return (
    <Row gap="s" align="center">
      <Icon name="voice" size={16} ink="bad" />
      <Box role="timer">
        <Text>
          {say.recording(say.length(Math.floor(seconds / 60), String(seconds % 60).padStart(2, '0')))}
        </Text>
      </Box>
    </Row>
  );
}
