// A form at the door: what it asks for, in a title and a line.
import type { ReactNode } from 'react';
import { Box } from '@/ui/Box';
import { Text } from '@/ui/Text';

export function Titled({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <Box gap="xl" role="form" label={title}>
      <Box gap="s">
        <Text kind="display" level={1}>
          {title}
        </Text>
        {lead && <Text ink="soft">{lead}</Text>}
      </Box>
      {children}
    </Box>
  );
}

/** What went wrong, said at once by a screen reader. */
export function Wrong({ children }: { children: string | null | undefined | false }) {
  if (!children) return null;
  return (
    <Box role="alert">
      <Text ink="bad">{children}</Text>
    </Box>
  );
}
