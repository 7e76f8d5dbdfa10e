// A stranger wrote: yes, not now, never again, or something is wrong here.
import { router } from 'expo-router';
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Text } from '@/ui/Text';
import type { RoomCard } from '../data';
import { useAnswerRequest, useBlock } from '../running';
import { nameOf } from '../words';
import { ReportSheet } from './ReportSheet';

export function RequestBar({ room, may }: { room: RoomCard; may: readonly string[] }) {
  const words = useWords();
  const say = words.talk.request;
  const answer = useAnswerRequest(room.id);
  const block = useBlock();
  const [asking, setAsking] = useState<'block' | 'report' | null>(null);
  const name = nameOf(words, room);
  const person = room.people[0]?.id;
  const away = () => router.replace('/rooms');
  const failure = answer.error ?? block.error;
  return (
    <Box pad="l" gap="m" surface="emberSoft" role="group" label={say.title(name)}>
      <Text kind="strong">{say.title(name)}</Text>
      <Text kind="small" ink="soft">
        {say.lead}
      </Text>
      {failure && (
        <Text kind="small" ink="bad" live>
          {explain(words, failure)}
        </Text>
      )}
      <Row gap="s" wrap>
        {may.includes('accept') && (
          <Button
            kind="ember"
            size="s"
            label={say.accept}
            busy={answer.isPending}
            onPress={() => answer.mutate(true)}
          />
        )}
        {may.includes('decline') && (
          <Button size="s" label={say.decline} onPress={() => answer.mutate(false, { onSuccess: away })} />
        )}
        <Button size="s" kind="plain" label={say.block} onPress={() => setAsking('block')} />
        <Button size="s" kind="plain" label={say.report} onPress={() => setAsking('report')} />
      </Row>
      <Dialog
        title={say.blockAsk(name)}
        lead={say.blockLead}
        open={asking === 'block'}
        onClose={() => setAsking(null)}
      >
        <Box gap="s">
          <Button
            kind="danger"
            full
            label={say.block}
            busy={block.isPending}
            onPress={() => person && block.mutate(person, { onSuccess: away })}
          />
          <Button full label={words.common.cancel} onPress={() => setAsking(null)} />
        </Box>
      </Dialog>
      <ReportSheet
        what={{ kind: 'room', target_id: room.id }}
        open={asking === 'report'}
        onClose={() => setAsking(null)}
        onBlocked={away}
      />
    </Box>
  );
}
