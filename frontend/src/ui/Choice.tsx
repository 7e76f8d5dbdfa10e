// One of a few: chips in a row, one of them chosen. The keyboard comes to the group once, and goes through it by arrows.
import type { KeyboardEvent } from 'react';
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
  /** Choosing tells somebody at once: arrows only go there, Enter or the space bar chooses. */
  deliberate?: boolean;
}

const STEP: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function Choice<Value extends string>({
  label,
  options,
  value,
  onChange,
  floating,
  wrap,
  labelled,
  deliberate,
}: ChoiceProps<Value>) {
  const { colour } = useTheme();
  const stop = Math.max(
    0,
    options.findIndex((option) => option.value === value),
  ); // where Tab comes to
  const arrows = (event: KeyboardEvent<HTMLElement>) => {
    const step = STEP[event.key];
    const chips = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('[role=radio]'));
    const at = chips.indexOf(document.activeElement as HTMLElement);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    const next = (at + step + chips.length) % chips.length;
    chips[next]?.focus();
    const option = options[next];
    if (option && !deliberate) onChange(option.value);
  };
  const chips = (
    <View
      role="radiogroup"
      aria-label={label}
      {...({ onKeyDown: arrows } as object)}
      style={{ flexDirection: 'row', gap: space.s, flexWrap: wrap ? 'wrap' : 'nowrap' }}
    >
      {options.map((option, place) => {
        const chosen = option.value === value;
        return (
          <Tap
            key={option.value}
            role="radio"
            checked={chosen}
            reach={place === stop}
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
