// The page of somebody who is still outside: one quiet column, and beside or above it a town in the evening.
import type { ReactNode } from 'react';
import { ScrollView, View, useWindowDimensions } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { useWide } from './Shell';
import { Text } from './Text';
import { Town } from './Town';
import { radius, space, useTheme } from './theme';

export interface DoorProps {
  brand: string;
  /** The first page: on phones the town takes what the words leave. */
  first?: boolean;
  children: ReactNode;
}

export function Door({ brand, first, children }: DoorProps) {
  const wide = useWide();
  const { height } = useWindowDimensions();
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
      {wide ? (
        <View style={{ flex: 1.1, margin: space.m, borderRadius: radius.xl, overflow: 'hidden' }}>
          <Town />
        </View>
      ) : (
        <View style={first ? { flex: 1, minHeight: 160 } : { height: Math.min(180, height * 0.22) }}>
          <Town />
        </View>
      )}
      <ScrollView
        keyboardShouldPersistTaps="handled"
        style={wide || !first ? { flex: 1 } : { flexGrow: 0, flexShrink: 1 }}
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
