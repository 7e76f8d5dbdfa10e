// What is longer than the screen.
import type { ReactNode } from 'react';
import { ScrollView } from 'react-native';
import { type Space, space } from './theme';

export function Scroll({
  children,
  pad = 'l',
  row,
  gap = 'none',
}: {
  children: ReactNode;
  pad?: Space;
  row?: boolean;
  gap?: Space;
}) {
  return (
    <ScrollView
      horizontal={row}
      showsHorizontalScrollIndicator={false}
      keyboardShouldPersistTaps="handled"
      style={{ flex: row ? undefined : 1, flexGrow: row ? 0 : 1 }}
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
