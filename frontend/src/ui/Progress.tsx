// How far something has come: a bar, and what it says to a screen reader.
import { View } from 'react-native';
import { radius, useTheme } from './theme';

export function Progress({ label, value, most }: { label: string; value: number; most: number }) {
  const { colour } = useTheme();
  const share = most > 0 ? Math.min(1, value / most) : 0;
  return (
    <View
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={most}
      aria-valuenow={Math.min(value, most)}
      style={{
        height: 8,
        borderRadius: radius.round,
        overflow: 'hidden',
        backgroundColor: colour.surface.peak,
      }}
    >
      <View
        style={{
          width: `${share * 100}%`,
          height: 8,
          borderRadius: radius.round,
          backgroundColor: colour.ember,
        }}
      />
    </View>
  );
}
