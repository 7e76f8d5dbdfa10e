// On an event's page: what those share there who come, and its album afterwards; for others there is nothing.
import type { EventPage } from '@/features/events/data';
import { useKeepsFiles } from '@/features/media/uploading';
import { useWords } from '@/i18n/useWords';
import { now } from '@/lib/clock';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Text } from '@/ui/Text';
import { useMomentsAt } from '../data';
import { MomentStrip } from './MomentStrip';

const AFTER_MS = 7 * 86_400_000; // as long as the server takes new ones

export function EventMoments({ page: { event } }: { page: EventPage }) {
  const say = useWords().moments;
  const keeps = useKeepsFiles();
  const found = useMomentsAt(event.id).data ?? [];
  const among = event.mine === 'host' || event.mine === 'going' || event.mine === 'maybe';
  const may =
    among &&
    keeps &&
    ['scheduled', 'ongoing', 'completed', 'archived'].includes(event.status) &&
    Date.parse(event.ends_at) + AFTER_MS > now();
  if (found.length === 0 && !may) return null;
  return (
    <Box gap="s">
      <Text kind="heading" level={2}>
        {say.eventTitle}
      </Text>
      {found.length > 0 ? (
        <MomentStrip moments={found} label={say.eventTitle} />
      ) : (
        <Text kind="small" ink="faint">
          {say.eventNone}
        </Text>
      )}
      {may && (
        <Row>
          <Button size="s" icon="camera" label={say.share} href={`/moments/new?event=${event.id}`} />
        </Row>
      )}
    </Box>
  );
}
