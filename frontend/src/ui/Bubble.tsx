// One thing that was said. Those of one person in a row stand closer together, under one name.
import type { ReactNode } from 'react';
import { View } from 'react-native';
import { Avatar, type Face } from './Avatar';
import { Text } from './Text';
import { radius, space, useTheme } from './theme';

export interface BubbleProps {
  mine: boolean;
  author: Face | null;
  name: string;
  /** The first of several of the same person. */
  first: boolean;
  text: string;
  gone?: boolean;
  note: string;
  children?: ReactNode;
  testID?: string;
}

export function Bubble({ mine, author, name, first, text, gone, note, children, testID }: BubbleProps) {
  const { colour } = useTheme();
  return (
    <View
      style={{ flexDirection: mine ? 'row-reverse' : 'row', gap: space.s, marginTop: first ? space.m : 0 }}
    >
      {!mine && <View style={{ width: 28 }}>{first && author && <Avatar person={author} size="s" />}</View>}
      <View style={{ maxWidth: '78%', gap: 2, alignItems: mine ? 'flex-end' : 'flex-start' }}>
        {first && !mine && (
          <Text kind="small" ink="soft">
            {name}
          </Text>
        )}
        <View
          testID={testID}
          style={{
            paddingHorizontal: space.m,
            paddingVertical: space.s,
            borderRadius: radius.l,
            backgroundColor: mine ? colour.surface.peak : colour.surface.low,
            opacity: gone ? 0.75 : 1,
          }}
        >
          <Text ink={gone ? 'faint' : 'normal'}>{text}</Text>
        </View>
        {note !== '' && (
          <Text kind="tiny" ink="faint">
            {note}
          </Text>
        )}
        {children}
      </View>
    </View>
  );
}
