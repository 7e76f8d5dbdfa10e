// On a phone's own system there is no offline map yet: the list beside it has the same events, and says so.
import { View } from 'react-native';
import { useTheme } from '../theme';
import type { MapProps } from './types';

export function MapCanvas(_props: MapProps) {
  const { colour } = useTheme();
  return <View style={{ flex: 1, backgroundColor: colour.surface.mid }} />;
}
