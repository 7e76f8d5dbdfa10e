// What is longer than the screen.
import type { ReactNode } from 'react';
import { ScrollView, useWindowDimensions } from 'react-native';
import { type Space, space } from './theme';

export function Scroll({
  children,
  pad = 'l',
  row,
  gap = 'none',
  fit,
  reach,
}: {
  children: ReactNode;
  pad?: Space;
  row?: boolean;
  gap?: Space;
  /** No higher than what is in it, and than half of the screen. */
  fit?: boolean;
  /** The keyboard comes to it by itself, where nothing in it can be reached. */
  reach?: boolean;
}) {
  const { height } = useWindowDimensions();
  return (
    <ScrollView
      tabIndex={reach ? 0 : undefined}
      horizontal={row}
      showsHorizontalScrollIndicator={false}
      keyboardShouldPersistTaps="handled"
      style={
        fit ? { flexGrow: 0, maxHeight: height / 2 } : { flex: row ? undefined : 1, flexGrow: row ? 0 : 1 }
      }
      contentContainerStyle={{
        padding: row ? 0 : space[pad],
        paddingHorizontal: space[pad],
        gap: space[gap],
        flexGrow: row ? 0 : 1,
      }}
    >
      {children}
    </ScrollView>
  );
}
