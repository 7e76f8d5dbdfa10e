// A list and what was chosen from it: beside each other on wide screens, one at a time on phones.
import type { ReactNode } from 'react';
import { View } from 'react-native';
import { useWide } from './Shell';
import { radius, space, useTheme } from './theme';

export function Panes({ list, label, children }: { list: ReactNode; label: string; children: ReactNode }) {
  const wide = useWide();
  const { colour } = useTheme();
  if (!wide) return <View style={{ flex: 1, minHeight: 0 }}>{children}</View>;
  return (
    <View style={{ flex: 1, minHeight: 0, flexDirection: 'row' }}>
      <View role="complementary" aria-label={label} style={{ width: 360, minHeight: 0 }}>
        {list}
      </View>
      <View
        style={{
          flex: 1,
          minWidth: 0,
          minHeight: 0,
          margin: space.s,
          overflow: 'hidden',
          borderRadius: radius.xl,
          backgroundColor: colour.surface.low,
        }}
      >
        {children}
      </View>
    </View>
  );
}
