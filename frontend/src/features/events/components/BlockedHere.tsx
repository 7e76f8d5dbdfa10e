// Whom of those I have blocked I would meet there: told to me alone, before I come.
import { useBlocks } from '@/features/users/data';
import { useWords } from '@/i18n/useWords';
import { Box, Row } from '@/ui/Box';
import { Icon } from '@/ui/Icon';
import { Text } from '@/ui/Text';
import { type EventPage, useBlockedGuests } from '../data';

export function BlockedHere({ page: { event } }: { page: EventPage }) {
  const say = useWords().events;
  const blocks = useBlocks();
  const ahead = event.status === 'scheduled' || event.status === 'ongoing';
  const found = useBlockedGuests(event.id, ahead && !!blocks.data?.length);
  if (!found.data?.length) return null;
  const names = found.data.map((one) => one.display_name);
  return (
    <Row surface="badSoft" round="l" pad="m" gap="m" role="status">
      <Icon name="shield" ink="bad" />
      <Box grow>
        <Text>{say.blockedThere(names)}</Text>
        <Text kind="small" ink="soft">
          {say.blockedThereLead}
        </Text>
      </Box>
    </Row>
  );
}
