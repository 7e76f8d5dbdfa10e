// What kind of thing it is: an icon on a tint of its own, or its picture, with a dot while it is on.
import { Image, View } from 'react-native';
import { Icon, type IconName } from './Icon';
import { radius, useTheme } from './theme';

const SIZES = { s: 28, m: 48, l: 64 } as const;
const PICTURES = { s: 16, m: 20, l: 32 } as const;

export interface TileProps {
  icon: IconName;
  tint: number;
  size?: keyof typeof SIZES;
  live?: boolean;
  /** Where a picture is that stands in its place. */
  picture?: string | null;
  /** That address has ended. */
  onLost?: () => void;
}

export function Tile({ icon, tint, size = 'm', live, picture, onLost }: TileProps) {
  const { colour } = useTheme();
  const side = SIZES[size];
  const round = size === 's' ? radius.round : radius.m;
  return (
    <View
      aria-hidden
      style={{
        width: side,
        height: side,
        flexShrink: 0,
        alignItems: 'center',
        justifyContent: 'center',
        borderRadius: round,
        backgroundColor: colour.people[tint % colour.people.length],
      }}
    >
      <Icon name={icon} size={PICTURES[size]} />
      {picture && (
        <Image
          source={{ uri: picture }}
          resizeMode="cover"
          style={{ position: 'absolute', width: side, height: side, borderRadius: round }}
          onError={onLost}
        />
      )}
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
