// Buttons. `ember` is for the one thing to do on a screen; everything else is quiet or plain.
import { use } from 'react';
import { ActivityIndicator, View } from 'react-native';
import { Placed } from './Box';
import { Icon, type IconName } from './Icon';
import { Tap } from './Tap';
import { Text } from './Text';
import { type Ink, radius, space, useTheme } from './theme';

export interface ButtonProps {
  label: string;
  /** What a screen reader says, where the label alone is the same on many buttons; it begins with the label. */
  name?: string;
  kind?: 'ember' | 'quiet' | 'plain' | 'danger';
  icon?: IconName;
  size?: 'm' | 's';
  busy?: boolean;
  disabled?: boolean;
  selected?: boolean;
  full?: boolean;
  onPress?: () => void;
  href?: string;
  replace?: boolean;
  testID?: string;
}

export function Button({
  label,
  name,
  kind = 'quiet',
  icon,
  size = 'm',
  busy,
  disabled,
  full,
  selected,
  ...rest
}: ButtonProps) {
  const { colour } = useTheme();
  const placed = use(Placed);
  const ink: Ink = kind === 'ember' ? 'onEmber' : kind === 'danger' ? 'bad' : selected ? 'ember' : 'normal';
  const idle = {
    ember: colour.ember,
    quiet: selected ? colour.emberSoft : colour.surface.high,
    plain: 'transparent',
    danger: colour.badSoft,
  }[kind];
  const hover = {
    ember: colour.emberHover,
    quiet: colour.surface.peak,
    plain: colour.surface.high,
    danger: colour.badSoft,
  }[kind];
  return (
    <Tap
      {...rest}
      label={name ?? label}
      selected={selected}
      disabled={disabled || busy}
      look={({ hovered, pressed }) => ({
        backgroundColor: hovered ? hover : idle,
        borderRadius: radius.round,
        minHeight: size === 's' ? 36 : 48,
        paddingHorizontal: size === 's' ? space.l : space.xl,
        alignItems: 'center',
        justifyContent: 'center',
        opacity: disabled ? 0.5 : pressed ? 0.85 : 1,
        alignSelf: full ? 'stretch' : placed ? 'auto' : 'flex-start',
      })}
    >
      <View style={{ flexDirection: 'row', alignItems: 'center', gap: space.s }}>
        {busy ? (
          <ActivityIndicator size="small" color={colour.ink[ink]} />
        ) : (
          icon && <Icon name={icon} size={size === 's' ? 16 : 20} ink={ink} />
        )}
        <Text kind={size === 's' ? 'label' : 'strong'} ink={ink} lines={1}>
          {label}
        </Text>
      </View>
    </Tap>
  );
}

export interface IconButtonProps {
  label: string;
  icon: IconName;
  onPress?: () => void;
  href?: string;
  kind?: 'plain' | 'glass' | 'ember';
  disabled?: boolean;
  testID?: string;
}

export function IconButton({ label, icon, kind = 'plain', disabled, ...rest }: IconButtonProps) {
  const { colour } = useTheme();
  const idle = { plain: 'transparent', glass: colour.glass, ember: colour.ember }[kind];
  return (
    <Tap
      {...rest}
      label={label}
      disabled={disabled}
      look={({ hovered }) => ({
        width: 44,
        height: 44,
        borderRadius: radius.round,
        alignItems: 'center',
        justifyContent: 'center',
        opacity: disabled ? 0.5 : 1,
        backgroundColor: hovered ? (kind === 'ember' ? colour.emberHover : colour.surface.high) : idle,
      })}
    >
      <Icon name={icon} ink={kind === 'ember' ? 'onEmber' : 'normal'} />
    </Tap>
  );
}
