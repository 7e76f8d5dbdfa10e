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
  before,
  level = 1,
}: {
  title: string;
  back?: { label: string; href: string };
  children?: ReactNode;
  small?: ReactNode;
  /** Who or what it is, as a picture. */
  before?: ReactNode;
  /** The heading's place in the page's outline. */
  level?: 1 | 2;
}) {
  return (
    <Row padX="m" padY="s" gap="s">
      {back && <IconButton icon="back" label={back.label} href={back.href} />}
      {before}
      <Box grow padX={back || before ? 'none' : 's'} padY="s">
        {title !== '' && (
          <Text kind={back || before ? 'heading' : 'title'} level={level} lines={1}>
            {title}
          </Text>
        )}
        {small}
      </Box>
      {children}
    </Row>
  );
}
