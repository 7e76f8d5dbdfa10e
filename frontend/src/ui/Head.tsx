// The top of a page: the way back, what it is, and what else can be done.
import type { ReactNode } from 'react';
import { Box, Row } from './Box';
import { IconButton } from './Button';
import { Text } from './Text';

export function Head({
  title,
  back,
  children,
  small,
}: {
  title: string;
  back?: { label: string; href: string };
  children?: ReactNode;
  small?: ReactNode;
}) {
  return (
    <Row padX="m" padY="s" gap="s">
      {back && <IconButton icon="back" label={back.label} href={back.href} />}
      <Box grow padX={back ? 'none' : 's'} padY="s">
        {title !== '' && (
          <Text kind={back ? 'heading' : 'title'} level={1} lines={1}>
            {title}
          </Text>
        )}
        {small}
      </Box>
      {children}
    </Row>
  );
}
