// Small answers: those that were given, and the few that are always at hand.
import { View } from 'react-native';
import { Tap } from './Tap';
import { Text } from './Text';
import { radius, space, useTheme } from './theme';

export interface Given {
  emoji: string;
  count: number;
  mine: boolean;
}

/** What was given, each with its number; tapping adds mine or takes it back. */
export function Reactions({
  given,
  name,
  onToggle,
}: {
  given: Given[];
  name: (one: Given) => string;
  onToggle: (emoji: string, on: boolean) => void;
}) {
  const { colour } = useTheme();
  if (given.length === 0) return null;
  return (
    <View style={{ flexDirection: 'row', flexWrap: 'wrap', gap: space.xs }}>
      {given.map((one) => (
        <Tap
          key={one.emoji}
          label={name(one)}
          selected={one.mine}
          onPress={() => onToggle(one.emoji, !one.mine)}
          look={({ hovered }) => ({
            flexDirection: 'row',
            alignItems: 'center',
            gap: space.xs,
            minHeight: 28,
            paddingHorizontal: space.s,
            borderRadius: radius.round,
            backgroundColor: one.mine
              ? colour.emberSoft
              : hovered
                ? colour.surface.peak
                : colour.surface.high,
          })}
        >
          <Text kind="label">{one.emoji}</Text>
          <Text kind="label" ink={one.mine ? 'normal' : 'soft'}>
            {String(one.count)}
          </Text>
        </Tap>
      ))}
    </View>
  );
}

const QUICK = ['👍', '❤️', '😂', '🎉', '😮', '🙏'] as const;

export function QuickReactions({
  given,
  name,
  onToggle,
}: {
  given: Given[];
  name: (emoji: string) => string;
  onToggle: (emoji: string, on: boolean) => void;
}) {
  const { colour } = useTheme();
  const mine = new Set(given.filter((one) => one.mine).map((one) => one.emoji));
  return (
    <View style={{ flexDirection: 'row', justifyContent: 'space-between', padding: space.xs }}>
      {QUICK.map((emoji) => (
        <Tap
          key={emoji}
          label={name(emoji)}
          selected={mine.has(emoji)}
          onPress={() => onToggle(emoji, !mine.has(emoji))}
          look={({ hovered }) => ({
            width: 48,
            height: 48,
            alignItems: 'center',
            justifyContent: 'center',
            borderRadius: radius.round,
            backgroundColor: mine.has(emoji)
              ? colour.emberSoft
              : hovered
                ? colour.surface.high
                : 'transparent',
          })}
        >
          <Text kind="title">{emoji}</Text>
        </Tap>
      ))}
    </View>
  );
}
