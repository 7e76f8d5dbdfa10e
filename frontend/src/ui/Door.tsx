// The page of somebody who is still outside: one quiet column, and on wide screens a warm field beside it.
import type { ReactNode } from 'react';
import { ScrollView, View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { useWide } from './Shell';
import { Text } from './Text';
import { radius, space, useTheme } from './theme';

export function Door({ brand, children }: { brand: string; children: ReactNode }) {
  const wide = useWide();
  const { colour } = useTheme();
  const safe = useSafeAreaInsets();
  return (
    <View
      style={{
        flex: 1,
        flexDirection: wide ? 'row-reverse' : 'column',
        backgroundColor: colour.surface.ground,
      }}
    >
      <Glow tall={wide} />
      <ScrollView
        keyboardShouldPersistTaps="handled"
        style={{ flex: 1 }}
        contentContainerStyle={{
          flexGrow: 1,
          justifyContent: wide ? 'center' : 'flex-start',
          padding: space.xl,
          paddingBottom: space.xxl + safe.bottom,
        }}
      >
        <View role="main" style={{ width: '100%', maxWidth: 420, alignSelf: 'center', gap: space.xl }}>
          <Text kind="heading" ink="ember">
            {brand}
          </Text>
          {children}
        </View>
      </ScrollView>
    </View>
  );
}

/** A town at dusk, in a few lights: somebody is awake at each of them. */
function Glow({ tall }: { tall: boolean }) {
  const { colour } = useTheme();
  return (
    <View
      aria-hidden
      style={{
        overflow: 'hidden',
        backgroundColor: colour.surface.mid,
        margin: tall ? space.m : 0,
        borderRadius: tall ? radius.xl : 0,
        ...(tall ? { flex: 1.1 } : { height: 220 }),
      }}
    >
      {STREETS.map(([left, top, turn], at) => (
        <View
          key={at}
          style={{
            position: 'absolute',
            left: `${left}%`,
            top: `${top}%`,
            width: '140%',
            height: at % 3 ? 6 : 14,
            backgroundColor: colour.surface.high,
            transform: [{ rotate: `${turn}deg` }],
          }}
        />
      ))}
      {LIGHTS.map(([left, top, size], at) => (
        <View
          key={at}
          style={{
            position: 'absolute',
            left: `${left}%`,
            top: `${top}%`,
            width: size,
            height: size,
            borderRadius: radius.round,
            backgroundColor: at === 2 ? colour.ember : colour.people[at % colour.people.length],
            boxShadow: `0 0 0 ${size / 3}px ${at === 2 ? colour.emberSoft : colour.surface.high}`,
          }}
        />
      ))}
    </View>
  );
}

const STREETS = [
  [-20, 30, 12],
  [-20, 62, 12],
  [-20, 86, 10],
  [-30, 40, -72],
  [-5, 45, -74],
  [20, 50, -70],
  [-20, 10, 14],
] as const;
const LIGHTS = [
  [18, 24, 18],
  [38, 66, 14],
  [58, 38, 28],
  [78, 20, 14],
  [72, 74, 20],
  [26, 84, 12],
  [88, 52, 16],
] as const;
