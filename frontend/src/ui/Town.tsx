// A town in the evening, as the map would show it: streets, water, a park, and what is on tonight.
import { View, type ViewStyle } from 'react-native';
import type { IconName } from './Icon';
import { INKS } from './map/inks';
import { Text } from './Text';
import { Tile } from './Tile';
import { radius, space, useTheme } from './theme';

export function Town() {
  const { scheme, colour } = useTheme();
  const ink = INKS[scheme];
  return (
    <View aria-hidden style={{ flex: 1, overflow: 'hidden', backgroundColor: ink.built }}>
      <Patch left={58} top={-30} width={90} height={70} turn={18} colour={ink.water} />
      <Patch left={-24} top={58} width={64} height={34} turn={-14} colour={ink.park} />
      <Patch left={52} top={68} width={22} height={22} turn={12} colour={ink.park} />
      {STREETS.map(([left, top, turn, wide], at) => (
        <View
          key={at}
          style={{
            position: 'absolute',
            left: `${left}%`,
            top: `${top}%`,
            width: '160%',
            height: wide,
            backgroundColor: wide > 8 ? ink.main : ink.street,
            transform: [{ rotate: `${turn}deg` }],
          }}
        />
      ))}
      {ON.map(({ left, top, icon, tint, time, live }) => (
        <View
          key={time}
          style={{
            position: 'absolute',
            left: `${left}%`,
            top: `${top}%`,
            flexDirection: 'row',
            alignItems: 'center',
            gap: space.s,
            padding: space.xs,
            paddingRight: space.m,
            borderRadius: radius.round,
            backgroundColor: live ? colour.ember : colour.marker,
            boxShadow: '0 2px 10px rgba(0,0,0,0.22)',
          }}
        >
          <Tile icon={icon} tint={tint} size="s" />
          <Text kind="label" ink={live ? 'onEmber' : 'normal'}>
            {time}
          </Text>
        </View>
      ))}
    </View>
  );
}

interface PatchProps {
  left: number;
  top: number;
  width: number;
  height: number;
  turn: number;
  colour: string;
}

function Patch({ left, top, width, height, turn, colour }: PatchProps) {
  const place: ViewStyle = {
    position: 'absolute',
    left: `${left}%`,
    top: `${top}%`,
    width: `${width}%`,
    height: `${height}%`,
    borderRadius: radius.xl * 2,
    backgroundColor: colour,
    transform: [{ rotate: `${turn}deg` }],
  };
  return <View style={place} />;
}

const STREETS = [
  [-30, 34, 12, 12],
  [-30, 64, 12, 5],
  [-30, 90, 10, 5],
  [-30, 8, 14, 5],
  [-55, 42, -72, 5],
  [-28, 46, -74, 12],
  [6, 50, -70, 5],
  [30, 56, -71, 5],
] as const;

interface On {
  left: number;
  top: number;
  icon: IconName;
  tint: number;
  time: string;
  live?: boolean;
}

const ON: On[] = [
  { left: 10, top: 20, icon: 'coffee', tint: 0, time: '17:30' },
  { left: 38, top: 44, icon: 'food', tint: 3, time: '19:00', live: true },
  { left: 64, top: 14, icon: 'outdoors', tint: 1, time: '18:15' },
  { left: 66, top: 62, icon: 'music', tint: 6, time: '20:00' },
  { left: 12, top: 72, icon: 'games', tint: 2, time: '19:45' },
];
