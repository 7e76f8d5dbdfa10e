// What kind of thing it is: a picture on a tint of its own, with a dot while it is on.
import { View } from 'react-native';
import { Icon, type IconName } from './Icon';
import { radius, useTheme } from './theme';

const SIZES = { s: 28, m: 48, l: 64 } as const;
const PICTURES = { s: 16, m: 20, l: 32 } as const;

export interface TileProps {
  icon: IconName;
  tint: number;
  size?: keyof typeof SIZES;
  live?: boolean;
}

export function Tile({ icon, tint, size = 'm', live }: TileProps) {
  const { colour } = useTheme();
  const side = SIZES[size];
  return (
    <View
      aria-hidden
      style={{
        width: side,
        height: side,
        flexShrink: 0,
        alignItems: 'center',
        justifyContent: 'center',
        borderRadius: size === 's' ? radius.round : radius.m,
        backgroundColor: colour.people[tint % colour.people.length],
      }}
    >
      <Icon name={icon} size={PICTURES[size]} />
      {live && (
        <View
          style={{
            position: 'absolute',
            top: -2,
            right: -2,
            width: size === 's' ? 10 : 14,
            height: size === 's' ? 10 : 14,
            borderRadius: radius.round,
            backgroundColor: colour.good,
            boxShadow: `0 0 0 2px ${colour.marker}`,
          }}
        />
      )}
    </View>
  );
}
