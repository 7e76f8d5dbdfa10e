// Text in the kit's few kinds and inks. A heading says so to a screen reader.
import type { ReactNode } from 'react';
import { StyleSheet, Text as Raw } from 'react-native';
import { font } from './fonts';
import { type Ink, type TextKind, type, useTheme } from './theme';

export interface TextProps {
  children: ReactNode;
  kind?: TextKind;
  ink?: Ink;
  centre?: boolean;
  lines?: number;
  /** A heading's place in the page's outline. */
  level?: 1 | 2 | 3;
  /** Read out when it changes. */
  live?: boolean;
  testID?: string;
  grow?: boolean;
  strike?: boolean;
}

export function Text({
  children,
  kind = 'body',
  ink = 'normal',
  centre,
  lines,
  level,
  live,
  testID,
  grow,
  strike,
}: TextProps) {
  const { colour } = useTheme();
  return (
    <Raw
      testID={testID}
      numberOfLines={lines}
      role={level ? 'heading' : undefined}
      aria-level={level}
      aria-live={live ? 'polite' : undefined}
      style={[
        looks[kind],
        { color: colour.ink[ink] },
        centre && looks.centre,
        grow && looks.grow,
        strike && looks.strike,
      ]}
    >
      {children}
    </Raw>
  );
}

const kinds = Object.fromEntries(
  Object.entries(type).map(([name, { size, line, weight, spacing }]) => [
    name,
    { fontSize: size, lineHeight: line, letterSpacing: spacing, ...font(weight) },
  ]),
) as Record<TextKind, object>;

const looks = StyleSheet.create({
  ...kinds,
  centre: { textAlign: 'center' },
  grow: { flex: 1, minWidth: 0 },
  strike: { textDecorationLine: 'line-through' },
} as Record<TextKind | 'centre' | 'grow' | 'strike', object>);
