// A question that must be answered first.
import { type ReactNode } from 'react';
import { Modal, View } from 'react-native';
import { Box } from './Box';
import { Text } from './Text';
import { radius, space, useTheme } from './theme';

export function Dialog({
  title,
  lead,
  open,
  onClose,
  children,
}: {
  title: string;
  lead?: string;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const { colour } = useTheme();
  return (
    <Modal visible={open} transparent animationType="fade" onRequestClose={onClose}>
      <View
        style={{
          flex: 1,
          padding: space.l,
          alignItems: 'center',
          justifyContent: 'center',
          backgroundColor: colour.veil,
        }}
      >
        <View
          role="alertdialog"
          aria-label={title}
          style={{
            width: '100%',
            maxWidth: 420,
            padding: space.xl,
            borderRadius: radius.xl,
            backgroundColor: colour.surface.low,
          }}
        >
          <Box gap="l">
            <Text kind="heading" level={2}>
              {title}
            </Text>
            {lead && <Text ink="soft">{lead}</Text>}
            {children}
          </Box>
        </View>
      </View>
    </Modal>
  );
}
