// One option of a poll: how many it suits as a bar behind its words, and a tick of one's own.
import { View } from 'react-native';
import { Icon } from './Icon';
import { Tap } from './Tap';
import { Text } from './Text';
import { radius, space, useTheme } from './theme';

export interface VoteProps {
  label: string;
  /** What a screen reader says: the option and its votes. */
  name: string;
  count: string;
  /** Against the option with the most, 0 to 1. */
  share: number;
  on: boolean;
  /** Left out when nobody votes any more. */
  onToggle?: () => void;
}

export function Vote({ label, name, count, share, on, onToggle }: VoteProps) {
  const { colour } = useTheme();
  return (
    <Tap
      role="checkbox"
      label={name}
      checked={on}
      disabled={!onToggle}
      onPress={onToggle}
      look={({ hovered }) => ({
        minHeight: 44,
        justifyContent: 'center',
        borderRadius: radius.m,
        overflow: 'hidden',
        backgroundColor: hovered ? colour.surface.peak : colour.surface.high,
      })}
    >
      <View
        style={{
          position: 'absolute',
          left: 0,
          top: 0,
          bottom: 0,
          width: `${share * 100}%`,
          backgroundColor: colour.emberSoft,
        }}
      />
      <View style={{ flexDirection: 'row', alignItems: 'center', gap: space.m, padding: space.m }}>
        {/* Where nobody votes any more there is nothing to tick: only what one said is shown. */}
        {(onToggle || on) && (
          <View
            style={{
              width: 20,
              height: 20,
              borderRadius: radius.s,
              alignItems: 'center',
              justifyContent: 'center',
              backgroundColor: on ? colour.ink.normal : colour.field,
            }}
          >
            {on && <Icon name="check" size={14} ink="inverse" />}
          </View>
        )}
        <Text grow>{label}</Text>
        <Text kind="label" ink="soft">
          {count}
        </Text>
      </View>
    </Tap>
  );
}
