// A few things to choose from, over everything else: from below on phones, in the middle on wide screens.
import type { ReactNode } from 'react';
import { Modal, Pressable, View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { Icon, type IconName } from './Icon';
import { useWide } from './Shell';
import { Tap } from './Tap';
import { Text } from './Text';
import { radius, space, useTheme } from './theme';

export interface SheetProps {
  /** Said by a screen reader, and shown if `titled`. */
  label: string;
  titled?: boolean;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
}

export function Sheet({ label, titled, open, onClose, children }: SheetProps) {
  const { colour } = useTheme();
  const wide = useWide();
  const safe = useSafeAreaInsets();
  return (
    <Modal visible={open} transparent animationType="fade" onRequestClose={onClose}>
      <View
        style={{
          flex: 1,
          alignItems: 'center',
          justifyContent: wide ? 'center' : 'flex-end',
          backgroundColor: colour.veil,
        }}
      >
        {/* Beside it is a way out for the pointer; the keyboard has Escape. */}
        <Pressable
          aria-hidden
          tabIndex={-1}
          onPress={onClose}
          style={{ position: 'absolute', top: 0, right: 0, bottom: 0, left: 0 }}
        />
        <View
          role="dialog"
          aria-label={label}
          style={{
            width: '100%',
            maxWidth: 420,
            padding: space.m,
            paddingBottom: space.m + (wide ? 0 : safe.bottom),
            gap: space.xs,
            backgroundColor: colour.surface.low,
            borderTopLeftRadius: radius.xl,
            borderTopRightRadius: radius.xl,
            borderBottomLeftRadius: wide ? radius.xl : 0,
            borderBottomRightRadius: wide ? radius.xl : 0,
          }}
        >
          {titled && (
            <View style={{ padding: space.m }}>
              <Text kind="heading" level={2}>
                {label}
              </Text>
            </View>
          )}
          {children}
        </View>
      </View>
    </Modal>
  );
}

export interface SheetItemProps {
  icon?: IconName;
  label: string;
  hint?: string;
  danger?: boolean;
  chosen?: boolean;
  onPress: () => void;
}

export function SheetItem({ icon, label, hint, danger, chosen, onPress }: SheetItemProps) {
  const { colour } = useTheme();
  const ink = danger ? 'bad' : 'normal';
  return (
    <Tap
      onPress={onPress}
      selected={chosen}
      look={({ hovered, pressed }) => ({
        flexDirection: 'row',
        alignItems: 'center',
        gap: space.l,
        minHeight: 52,
        paddingHorizontal: space.l,
        borderRadius: radius.m,
        backgroundColor: hovered || pressed ? colour.surface.high : 'transparent',
      })}
    >
      {icon && <Icon name={icon} ink={danger ? 'bad' : 'soft'} />}
      <Text kind={chosen ? 'strong' : 'body'} ink={ink} grow>
        {label}
      </Text>
      {hint && (
        <Text kind="small" ink="faint">
          {hint}
        </Text>
      )}
      {chosen && <Icon name="check" ink="ember" />}
    </Tap>
  );
}
