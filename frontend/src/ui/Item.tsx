// One line of a list: something before, two lines of words, something after; opens what it names.
import type { ReactNode } from 'react';
import { View } from 'react-native';
import { Tap } from './Tap';
import { radius, space, useTheme } from './theme';

export interface ItemProps {
  children: ReactNode;
  before?: ReactNode;
  after?: ReactNode;
  /** Only where its words don't say it. */
  label?: string;
  href?: string;
  onPress?: () => void;
  selected?: boolean;
  /** It can be chosen among others, and is or is not. */
  pressed?: boolean;
  testID?: string;
}

export function Item({
  children,
  before,
  after,
  href,
  onPress,
  selected,
  pressed,
  label,
  testID,
}: ItemProps) {
  const { colour } = useTheme();
  const look = (raised: boolean) =>
    ({
      flexDirection: 'row',
      alignItems: 'center',
      gap: space.m,
      padding: space.m,
      minHeight: 64,
      borderRadius: radius.l,
      backgroundColor: raised || selected ? colour.surface.high : colour.surface.low,
    }) as const;
  const inside = (
    <>
      {before}
      <View style={{ flex: 1, minWidth: 0, gap: 2 }}>{children}</View>
      {after}
    </>
  );
  if (!href && !onPress)
    return (
      <View role="listitem" style={look(false)}>
        {inside}
      </View>
    );
  return (
    <View role="listitem">
      <Tap
        href={href}
        onPress={onPress}
        label={label}
        selected={pressed ?? (href ? selected : undefined)}
        testID={testID}
        look={(state) => look(state.hovered || state.pressed)}
      >
        {inside}
      </Tap>
    </View>
  );
}
