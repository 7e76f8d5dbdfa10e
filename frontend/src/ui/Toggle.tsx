// On or off, with what it is about beside it.
import { View } from 'react-native';
import { Tap } from './Tap';
import { Text } from './Text';
import { radius, space, useTheme } from './theme';

export interface ToggleProps {
  label: string;
  hint?: string;
  on: boolean;
  disabled?: boolean;
  onChange: (on: boolean) => void;
}

export function Toggle({ label, hint, on, disabled, onChange }: ToggleProps) {
  const { colour } = useTheme();
  return (
    <Tap
      role="switch"
      label={label}
      checked={on}
      disabled={disabled}
      onPress={() => onChange(!on)}
      look={({ hovered }) => ({
        flexDirection: 'row',
        alignItems: 'center',
        gap: space.l,
        minHeight: 48,
        paddingHorizontal: space.m,
        paddingVertical: space.s,
        borderRadius: radius.m,
        opacity: disabled ? 0.5 : 1,
        backgroundColor: hovered ? colour.surface.high : 'transparent',
      })}
    >
      <View style={{ flex: 1, minWidth: 0, gap: 2 }}>
        <Text>{label}</Text>
        {hint && (
          <Text kind="small" ink="faint">
            {hint}
          </Text>
        )}
      </View>
      <View
        style={{
          width: 44,
          height: 26,
          padding: 3,
          borderRadius: radius.round,
          alignItems: on ? 'flex-end' : 'flex-start',
          backgroundColor: on ? colour.ember : colour.surface.peak,
        }}
      >
        <View
          style={{ width: 20, height: 20, borderRadius: radius.round, backgroundColor: colour.surface.low }}
        />
      </View>
    </Tap>
  );
}
