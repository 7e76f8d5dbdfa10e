// Somebody on the map: their face, their name, and how old what one sees is.
import { View } from 'react-native';
import { Avatar, type Face } from '../Avatar';
import { Tap } from '../Tap';
import { Text } from '../Text';
import { radius, space, useTheme } from '../theme';

export interface PersonMarkProps {
  person: Face;
  /** As a screen reader says it: "Bo, 5 minutes ago, within 200 m". */
  name: string;
  /** Below the name: how long ago. */
  age: string;
  live: boolean;
  onOpen: () => void;
}

export function PersonMark({ person, name, age, live, onOpen }: PersonMarkProps) {
  const { colour } = useTheme();
  return (
    <Tap
      onPress={onOpen}
      testID={`friend-${person.id}`}
      look={({ hovered }) => ({
        flexDirection: 'row',
        alignItems: 'center',
        minHeight: 44,
        paddingHorizontal: space.xs,
        paddingRight: space.m,
        borderRadius: radius.round,
        opacity: live ? 1 : 0.82,
        boxShadow: `0 0 0 2px ${live ? colour.ember : colour.ink.faint}, 0 2px 10px rgba(0,0,0,0.28)`,
        backgroundColor: hovered ? colour.surface.high : colour.marker,
      })}
    >
      <View aria-hidden style={{ flexDirection: 'row', alignItems: 'center', gap: space.s }}>
        <Avatar person={person} size="s" />
        <Text kind="label" lines={1}>
          {`${person.display_name} · ${age}`}
        </Text>
      </View>
      <View style={{ position: 'absolute', width: 1, height: 1, overflow: 'hidden' }}>
        <Text>{name}</Text>
      </View>
    </Tap>
  );
}
