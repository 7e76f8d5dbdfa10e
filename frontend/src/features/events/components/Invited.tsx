// Somebody would like me to come: who, and a quiet "no, thanks" of which nobody is told.
import { useWords } from '@/i18n/useWords';
import { Avatar } from '@/ui/Avatar';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Text } from '@/ui/Text';
import type { EventPage } from '../data';
import { useDecline, useInvitations } from '../hostData';

export function Invited({ page }: { page: EventPage }) {
  const say = useWords().hosting;
  const { event } = page;
  const invitation = useInvitations().data?.find((one) => one.event.id === event.id);
  const decline = useDecline(event.id);
  if (!invitation || event.mine !== null) return null;
  return (
    <Row surface="emberSoft" round="l" pad="m" gap="m" role="status" wrap>
      <Avatar person={invitation.inviter} size="s" />
      <Box grow>
        <Text>{say.invitedBy(invitation.inviter.display_name)}</Text>
      </Box>
      <Button
        kind="plain"
        size="s"
        label={say.notInterested}
        busy={decline.isPending}
        onPress={() => decline.mutate(undefined)}
      />
    </Row>
  );
}
