// On somebody's page: what was checked about them, and what that does not say.
import type { Schemas } from '@/api/client';
import { useWords } from '@/i18n/useWords';
import { Box, Row } from '@/ui/Box';
import { Icon } from '@/ui/Icon';
import { Text } from '@/ui/Text';

export function VerifiedLine({ kind }: { kind: NonNullable<Schemas['Profile']['verified']> }) {
  const say = useWords().verifying;
  return (
    <Row gap="s" align="flex-start" role="group" label={say.mark}>
      <Icon name="shield" size={16} ink="good" />
      <Box grow>
        <Text kind="small">{say.kinds[kind]}</Text>
        <Text kind="small" ink="faint">
          {say.short}
        </Text>
      </Box>
    </Row>
  );
}
