// A draft is its host's alone: publish it, or throw it away.
import { router } from 'expo-router';
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Text } from '@/ui/Text';
import type { EventPage } from '../data';
import { useDiscard, usePublish } from '../hostData';

export function DraftBar({ page }: { page: EventPage }) {
  const words = useWords();
  const say = words.hosting;
  const { id } = page.event;
  const [asking, ask] = useState(false);
  const publish = usePublish(id);
  const discard = useDiscard(id);
  const failure = publish.error ?? discard.error;
  if (!page.capabilities.includes('publish')) return null;
  return (
    <Box surface="low" pad="l" gap="m" role="group" label={say.draft}>
      <Text kind="small" ink="soft">
        {say.draftLead}
      </Text>
      {failure && (
        <Box role="alert">
          <Text ink="bad">{explain(words, failure)}</Text>
        </Box>
      )}
      <Row gap="s">
        <Box grow>
          <Button
            kind="ember"
            label={say.publish}
            busy={publish.isPending}
            onPress={() => publish.mutate(undefined)}
            full
          />
        </Box>
        <Button label={say.discard} onPress={() => ask(true)} />
      </Row>
      <Dialog title={say.discardAsk} open={asking} onClose={() => ask(false)}>
        <Box gap="s">
          <Button
            kind="danger"
            label={say.discard}
            busy={discard.isPending}
            onPress={() => discard.mutate(undefined, { onSuccess: () => router.replace('/plans') })}
            full
          />
          <Button label={words.common.cancel} onPress={() => ask(false)} full />
        </Box>
      </Dialog>
    </Box>
  );
}
