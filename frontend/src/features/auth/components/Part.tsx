// A part of a settings page: its heading, what it is for, and what is in it.
import type { ReactNode } from 'react';
import { Box } from '@/ui/Box';
import { Text } from '@/ui/Text';

export function Part({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <Box gap="m">
      <Box gap="xs">
        <Text kind="heading" level={2}>
          {title}
        </Text>
        {lead && (
          <Text kind="small" ink="soft">
            {lead}
          </Text>
        )}
      </Box>
      {children}
    </Box>
  );
}
