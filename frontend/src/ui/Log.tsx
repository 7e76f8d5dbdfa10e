// A conversation: it stays at its end while one reads there, and stays put while older parts come in above.
import { type ReactNode, useRef } from 'react';
import { type NativeScrollEvent, ScrollView, View } from 'react-native';
import { space } from './theme';

const NEAR = 80;

export function Log({
  label,
  children,
  top,
  onTop,
}: {
  label: string;
  children: ReactNode;
  top?: ReactNode;
  onTop?: () => void;
}) {
  const list = useRef<ScrollView>(null);
  const atEnd = useRef(true);
  const scrolled = ({ contentOffset, contentSize, layoutMeasurement }: NativeScrollEvent) => {
    atEnd.current = contentSize.height - contentOffset.y - layoutMeasurement.height < NEAR;
    if (contentOffset.y < NEAR) onTop?.();
  };
  return (
    <ScrollView
      ref={list}
      style={{ flex: 1 }}
      contentContainerStyle={{ flexGrow: 1, justifyContent: 'flex-end', padding: space.l }}
      scrollEventThrottle={100}
      onScroll={({ nativeEvent }) => scrolled(nativeEvent)}
      onContentSizeChange={() => atEnd.current && list.current?.scrollToEnd({ animated: false })}
      onLayout={() => atEnd.current && list.current?.scrollToEnd({ animated: false })}
      keyboardShouldPersistTaps="handled"
    >
      {top}
      <View role="log" aria-label={label} aria-live="polite" style={{ gap: 2 }}>
        {children}
      </View>
    </ScrollView>
  );
}
