// One thing that was said. Those of one person in a row stand closer together, under one name.
import type { ReactNode } from 'react';
import { Pressable, View } from 'react-native';
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
  /** What it answers. */
  quote?: { name: string; text: string };
  gone?: boolean;
  note: string;
  /** What tapping it does, in words; without it there is nothing to do. */
  act?: { label: string; onPress: () => void };
  /** Whether the Tab key stops here. */
  stop?: boolean;
  children?: ReactNode;
  testID?: string;
}

export function Bubble(props: BubbleProps) {
  const { mine, author, name, first, gone, note, act, children } = props;
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
        <Pressable
          disabled={!act}
          tabIndex={act && props.stop ? 0 : -1}
          onPress={act?.onPress}
          onLongPress={act?.onPress}
          {...((act
            ? { role: 'button', 'aria-haspopup': 'dialog', 'aria-description': act.label }
            : {}) as object)}
          style={(state) => ({
            maxWidth: '100%',
            paddingHorizontal: space.m,
            paddingVertical: space.s,
            gap: space.s,
            borderRadius: radius.l,
            backgroundColor:
              act && (state as { hovered?: boolean }).hovered
                ? colour.surface.high
                : mine
                  ? colour.said
                  : colour.surface.low,
            opacity: gone ? 0.8 : 1,
          })}
        >
          {props.quote && <Quote {...props.quote} />}
          <View testID={props.testID}>
            <Text ink={gone ? 'soft' : 'normal'}>{props.text}</Text>
          </View>
        </Pressable>
        {children}
        {note !== '' && (
          <Text kind="tiny" ink="faint">
            {note}
          </Text>
        )}
      </View>
    </View>
  );
}

export function Quote({ name, text }: { name: string; text: string }) {
  const { colour } = useTheme();
  return (
    <View
      style={{
        paddingLeft: space.s,
        borderLeftWidth: 3,
        borderLeftColor: colour.ember,
      }}
    >
      <Text kind="label" ink="soft" lines={1}>
        {name}
      </Text>
      <Text kind="small" ink="soft" lines={2}>
        {text}
      </Text>
    </View>
  );
}
