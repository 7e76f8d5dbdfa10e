// What hosts told everybody; for hosts, telling them something.
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { timeZone } from '@/lib/device';
import { newId } from '@/lib/ids';
import { clockTime, dayWords } from '@/lib/time';
import { useNow } from '@/lib/useNow';
import { Avatar } from '@/ui/Avatar';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Sheet } from '@/ui/Sheet';
import { Text } from '@/ui/Text';
import type { EventPage } from '../data';
import { useAnnounce, useAnnouncements } from '../lifeData';

const TOLD = ['host', 'going', 'offered', 'waitlisted'];

/** Whether what hosts say is for me. */
const isTold = ({ event, capabilities }: EventPage): boolean =>
  TOLD.includes(event.mine ?? '') || capabilities.includes('edit');

export function Announcements({ page }: { page: EventPage }) {
  const words = useWords();
  const say = words.asking;
  const now = useNow();
  const { data } = useAnnouncements(page.event.id, isTold(page));
  if (!isTold(page) || !data || data.length === 0) return null;
  const zone = timeZone();
  const when = (instant: string) =>
    `${dayWords(Date.parse(instant), now, zone, words.locale)}, ${clockTime(Date.parse(instant), zone, words.locale)}`;
  return (
    <Box gap="m">
      <Text kind="heading" level={2}>
        {say.announcements}
      </Text>
      <Box role="list" label={say.announcements} gap="s">
        {data.map(({ id, author, body, created_at }) => (
          <Box key={id} role="listitem" surface="emberSoft" round="l" pad="l" gap="s">
            <Text>{body}</Text>
            <Row gap="s">
              <Avatar person={author} size="s" />
              <Text kind="small" ink="soft">
                {`${author.display_name} · ${when(created_at)}`}
              </Text>
            </Row>
          </Box>
        ))}
      </Box>
    </Box>
  );
}

export function AnnounceSheet({ id, open, onClose }: { id: string; open: boolean; onClose: () => void }) {
  const words = useWords();
  const say = words.asking;
  const [body, setBody] = useState('');
  const [announcement, next] = useState(newId);
  const announce = useAnnounce(id);
  const send = () =>
    announce.mutate(
      { announcement, body: body.trim() },
      {
        onSuccess: () => {
          setBody('');
          next(newId());
          onClose();
        },
      },
    );
  return (
    <Sheet label={say.announce} titled open={open} onClose={onClose}>
      <Box pad="m" gap="l">
        <Text kind="small" ink="soft">
          {say.announceLead}
        </Text>
        <Field long label={say.announceWhat} value={body} onChange={setBody} max={1000} autoFocus />
        {announce.error && (
          <Box role="alert">
            <Text ink="bad">{explain(words, announce.error)}</Text>
          </Box>
        )}
        <Button
          kind="ember"
          label={say.announceSend}
          disabled={body.trim() === ''}
          busy={announce.isPending}
          onPress={send}
          full
        />
      </Box>
    </Sheet>
  );
}
