// One thing that was said. Those of one person in a row stand closer together, under one name.
import { type ReactNode, useState } from 'react';
import { Pressable, View } from 'react-native';
import { Avatar, type Face } from './Avatar';
import { Icon } from './Icon';
import { type Piece, Rich } from './Rich';
import { Tap } from './Tap';
import { Text } from './Text';
import { radius, space, useTheme } from './theme';

export interface BubbleProps {
  mine: boolean;
  author: Face | null;
  name: string;
  /** The first of several of the same person. */
  first: boolean;
  text: string;
  /** What it says in short, where there are no words. */
  spoken?: string;
  /** The same with people and links told apart. */
  pieces?: readonly Piece[];
  /** What it answers. */
  quote?: QuoteProps;
  gone?: boolean;
  note: string;
  pinned?: string;
  /** It calls whoever reads it. */
  calls?: boolean;
  /** Somebody came here to read exactly this. */
  sought?: boolean;
  /** What tapping it does, in words; without it there is nothing to do. */
  act?: { label: string; onPress: () => void };
  /** Whether the Tab key stops here. */
  stop?: boolean;
  /** Below the words, within the bubble. */
  card?: ReactNode;
  children?: ReactNode;
  testID?: string;
}

export function Bubble(props: BubbleProps) {
  const { mine, author, name, first, gone, note, act, pinned, children } = props;
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
        <Body {...props} act={gone ? undefined : act} />
        {children}
        {(note !== '' || pinned) && (
          <View style={{ flexDirection: 'row', alignItems: 'center', gap: space.xs }}>
            {pinned && (
              <View role="img" aria-label={pinned}>
                <Icon name="pin" size={14} ink="faint" />
              </View>
            )}
            <Text kind="tiny" ink="faint">
              {note}
            </Text>
          </View>
        )}
      </View>
    </View>
  );
}

/**
 * The whole bubble can be tapped; for the keyboard and for screen readers there is a button of its size behind the
 * words, so that links and quotes among them are not inside a button.
 */
function Body({
  mine,
  name,
  text,
  spoken,
  pieces,
  quote,
  gone,
  calls,
  sought,
  act,
  stop,
  card,
  testID,
}: BubbleProps) {
  const { colour } = useTheme();
  const [hovered, hover] = useState(false);
  const ground = sought || calls ? colour.emberSoft : mine ? colour.said : colour.surface.high;
  const pointer = act
    ? {
        onClick: (event: { target: HTMLElement }) => {
          const selected = typeof getSelection === 'function' ? getSelection()?.toString() : '';
          if (!selected && !event.target.closest('a,[role="button"],[role="link"]')) act.onPress();
        },
        onMouseEnter: () => hover(true),
        onMouseLeave: () => hover(false),
      }
    : {};
  return (
    <View
      {...(pointer as object)}
      style={{
        maxWidth: '100%',
        paddingHorizontal: space.m,
        paddingVertical: space.s,
        gap: space.s,
        borderRadius: radius.l,
        backgroundColor: hovered ? colour.surface.peak : ground,
        boxShadow: sought ? `0 0 0 2px ${colour.ember}` : undefined,
      }}
    >
      {act && (
        <Pressable
          role="button"
          aria-label={`${name}: ${text || (spoken ?? '')}`}
          tabIndex={stop ? 0 : -1}
          onPress={act.onPress}
          onLongPress={act.onPress}
          {...({ 'aria-haspopup': 'dialog', 'aria-description': act.label } as object)}
          style={{ position: 'absolute', top: 0, right: 0, bottom: 0, left: 0, borderRadius: radius.l }}
        />
      )}
      {quote && <Quote {...quote} />}
      {text !== '' && (
        <View testID={testID}>
          {pieces ? <Rich pieces={pieces} /> : <Text ink={gone ? 'soft' : 'normal'}>{text}</Text>}
        </View>
      )}
      {card}
    </View>
  );
}

export interface QuoteProps {
  name: string;
  text: string;
  /** Shows it where it was said. */
  onPress?: () => void;
}

export function Quote({ name, text, onPress }: QuoteProps) {
  const { colour } = useTheme();
  const look = { paddingLeft: space.s, borderLeftWidth: 3, borderLeftColor: colour.ember } as const;
  const inside = (
    <>
      <Text kind="label" ink="soft" lines={1}>
        {name}
      </Text>
      <Text kind="small" ink="soft" lines={2}>
        {text}
      </Text>
    </>
  );
  if (!onPress) return <View style={look}>{inside}</View>;
  return (
    <Tap onPress={onPress} look={look}>
      {inside}
    </Tap>
  );
}

/** A line across the conversation: a day, or where what is new begins. */
export function Rule({ text, strong }: { text: string; strong?: boolean }) {
  const { colour } = useTheme();
  const line = { flex: 1, height: strong ? 1 : 0, backgroundColor: colour.ember };
  return (
    <View style={{ flexDirection: 'row', alignItems: 'center', gap: space.m, paddingVertical: space.m }}>
      <View style={line} />
      <Text kind="tiny" ink={strong ? 'ember' : 'faint'}>
        {text}
      </Text>
      <View style={line} />
    </View>
  );
}
