// A map and a panel: beside each other on wide screens, above each other on phones.
import type { ReactNode } from 'react';
import { View } from 'react-native';
import { useWide } from './Shell';
import { radius, space, useTheme } from './theme';

/** How much of a phone's screen the panel takes. */
export type PanelSize = 'low' | 'half' | 'tall' | 'full';

const MAP_SHARE = { low: 5, half: 1.15, tall: 0.32, full: 0 } as const;

export interface SplitProps {
  map: ReactNode;
  /** Over the map, at its top. */
  above?: ReactNode;
  /** Over the map, at its bottom. */
  below?: ReactNode;
  panel: ReactNode;
  size: PanelSize;
}

export function Split({ map, above, below, panel, size }: SplitProps) {
  const wide = useWide();
  const { colour } = useTheme();
  const side = wide
    ? { width: 420, padding: space.s, paddingLeft: 0 }
    : { flex: 1, minHeight: 0, marginTop: size === 'full' ? 0 : -space.l };
  return (
    <View style={{ flex: 1, flexDirection: wide ? 'row' : 'column-reverse' }}>
      <View style={side}>
        <View
          style={{
            flex: 1,
            minHeight: 0,
            overflow: 'hidden',
            backgroundColor: wide ? colour.surface.ground : colour.surface.ground,
            borderTopLeftRadius: wide || size === 'full' ? 0 : radius.xl,
            borderTopRightRadius: wide || size === 'full' ? 0 : radius.xl,
          }}
        >
          {panel}
        </View>
      </View>
      <View
        style={{
          flex: wide ? 1 : MAP_SHARE[size],
          minWidth: 0,
          minHeight: 0,
          overflow: 'hidden',
          zIndex: -1,
        }}
      >
        {(wide || size !== 'full') && (
          <>
            {map}
            <View
              style={{
                pointerEvents: 'box-none',
                position: 'absolute',
                left: space.m,
                right: 64,
                top: space.m,
              }}
            >
              {above}
            </View>
            <View
              style={{
                pointerEvents: 'box-none',
                position: 'absolute',
                left: space.m,
                right: space.m,
                bottom: wide ? space.xxl : space.xxl + space.s,
                alignItems: 'center',
              }}
            >
              {below}
            </View>
          </>
        )}
      </View>
    </View>
  );
}
