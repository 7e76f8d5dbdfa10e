// One of a few: chips in a row, one of them chosen.
import { View } from 'react-native';
import { Icon, type IconName } from './Icon';
import { Tap } from './Tap';
import { Text } from './Text';
import { radius, space, useTheme } from './theme';

export interface Option<Value extends string> {
  value: Value;
  label: string;
  icon?: IconName;
}

export interface ChoiceProps<Value extends string> {
  label: string;
  options: readonly Option<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  /** Over the map: chips with a ground of their own. */
  floating?: boolean;
  wrap?: boolean;
  /** The label is seen, too, and not only said. */
  labelled?: boolean;
}

export function Choice<Value extends string>({
  label,
  options,
  value,
  onChange,
  floating,
  wrap,
  labelled,
}: ChoiceProps<Value>) {
  const { colour } = useTheme();
  const chips = (
    <View
      role="radiogroup"
      aria-label={label}
      style={{ flexDirection: 'row', gap: space.s, flexWrap: wrap ? 'wrap' : 'nowrap' }}
    >
      {options.map((option) => {
        const chosen = option.value === value;
        return (
          <Tap
            key={option.value}
            role="radio"
            checked={chosen}
            label={option.label}
            onPress={() => onChange(option.value)}
            look={({ hovered }) => ({
              minHeight: 36,
              flexDirection: 'row',
              alignItems: 'center',
              gap: space.s,
              paddingHorizontal: space.l,
              borderRadius: radius.round,
              backgroundColor: chosen
                ? colour.ink.normal
                : hovered
                  ? colour.surface.peak
                  : floating
                    ? colour.glass
                    : colour.surface.high,
            })}
          >
            <ChipWords option={option} chosen={chosen} />
          </Tap>
        );
      })}
    </View>
  );
  if (!labelled) return chips;
  return (
    <View style={{ gap: space.s }}>
      <Text kind="small" ink="faint">
        {label}
      </Text>
      {chips}
    </View>
  );
}

function ChipWords<Value extends string>({ option, chosen }: { option: Option<Value>; chosen: boolean }) {
  return (
    <>
      {option.icon && <Icon name={option.icon} size={16} ink={chosen ? 'inverse' : 'soft'} />}
      <Text kind="label" ink={chosen ? 'inverse' : 'normal'} lines={1}>
        {option.label}
      </Text>
    </>
  );
}
