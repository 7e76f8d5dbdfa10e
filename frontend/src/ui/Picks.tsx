// Any of a few: chips in a row, each on or off.
import { View } from 'react-native';
import { Icon } from './Icon';
import { Tap } from './Tap';
import { Text } from './Text';
import { radius, space, useTheme } from './theme';

export interface PicksProps<Value> {
  label: string;
  options: readonly { value: Value; label: string; name?: string }[];
  values: readonly Value[];
  onChange: (values: Value[]) => void;
}

export function Picks<Value extends string | number>({
  label,
  options,
  values,
  onChange,
}: PicksProps<Value>) {
  const { colour } = useTheme();
  return (
    <View style={{ gap: space.s }}>
      <Text kind="label" ink="soft">
        {label}
      </Text>
      <View role="group" aria-label={label} style={{ flexDirection: 'row', gap: space.s, flexWrap: 'wrap' }}>
        {options.map(({ value, label: short, name }) => {
          const on = values.includes(value);
          return (
            <Tap
              key={value}
              role="checkbox"
              checked={on}
              label={name ?? short}
              onPress={() => onChange(on ? values.filter((one) => one !== value) : [...values, value])}
              look={({ hovered }) => ({
                minHeight: 36,
                flexDirection: 'row',
                alignItems: 'center',
                gap: space.xs,
                paddingHorizontal: space.l,
                borderRadius: radius.round,
                backgroundColor: on ? colour.ink.normal : hovered ? colour.surface.peak : colour.surface.high,
              })}
            >
              {on && <Icon name="check" size={14} ink="inverse" />}
              <Text kind="label" ink={on ? 'inverse' : 'normal'} lines={1}>
                {short}
              </Text>
            </Tap>
          );
        })}
      </View>
    </View>
  );
}
