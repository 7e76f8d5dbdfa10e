// What stands on the map: an event, several events, and the place that is being chosen.
import { View } from 'react-native';
import { Icon } from '../Icon';
import { Tap } from '../Tap';
import { Text } from '../Text';
import { Tile } from '../Tile';
import { radius, space, useTheme } from '../theme';
import type { Cluster, Marker } from './types';

const LIFT = '0 2px 10px rgba(0,0,0,0.28)';

export function MarkerButton({ marker, onOpen }: { marker: Marker; onOpen: (id: string) => void }) {
  const { colour } = useTheme();
  const strong = marker.selected;
  const ink = strong ? 'inverse' : 'normal';
  return (
    <Tap
      label={marker.name}
      onPress={() => onOpen(marker.id)}
      testID={`marker-${marker.id}`}
      look={({ hovered }) => ({
        flexDirection: 'row',
        alignItems: 'center',
        gap: space.s,
        minHeight: 36,
        paddingLeft: space.xs,
        paddingRight: space.m,
        borderRadius: radius.round,
        boxShadow: marker.mine && !strong ? `0 0 0 2px ${colour.ink.normal}, ${LIFT}` : LIFT,
        backgroundColor: strong ? colour.ink.normal : hovered ? colour.surface.high : colour.marker,
      })}
    >
      <Tile icon={marker.icon} tint={marker.tint} size="s" live={marker.live} />
      <Text kind="label" ink={ink} lines={1}>
        {marker.short}
      </Text>
    </Tap>
  );
}

export function ClusterButton({ cluster, onOpen }: { cluster: Cluster; onOpen: () => void }) {
  const { colour } = useTheme();
  const side = cluster.count > 50 ? 56 : cluster.count > 9 ? 48 : 40;
  return (
    <Tap
      label={cluster.name}
      onPress={onOpen}
      look={({ hovered }) => ({
        width: side,
        height: side,
        borderRadius: radius.round,
        alignItems: 'center',
        justifyContent: 'center',
        boxShadow: LIFT,
        backgroundColor: hovered ? colour.surface.high : colour.marker,
      })}
    >
      <Text kind="strong">{String(cluster.count)}</Text>
    </Tap>
  );
}

export function PinMark({ name }: { name: string }) {
  const { colour } = useTheme();
  return (
    <View role="img" aria-label={name} style={{ alignItems: 'center' }}>
      <View
        style={{
          width: 40,
          height: 40,
          borderRadius: radius.round,
          alignItems: 'center',
          justifyContent: 'center',
          backgroundColor: colour.ember,
          boxShadow: LIFT,
        }}
      >
        <Icon name="place" ink="onEmber" />
      </View>
      <View style={{ width: 3, height: 12, backgroundColor: colour.ember }} />
    </View>
  );
}
