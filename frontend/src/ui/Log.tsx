// A conversation: it stays at its end while one reads there, and stays put while older parts come in above.
import { type ReactNode, useRef } from 'react';
import { type NativeScrollEvent, ScrollView, View } from 'react-native';
import { space } from './theme';

const NEAR = 80;

/** Messages are one stop for the Tab key; the arrows go from one to the next (on the web). */
const arrows = {
  onKeyDown: (event: KeyboardEvent & { currentTarget: HTMLElement; target: HTMLElement }) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step) return;
    const all = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('[aria-haspopup="dialog"]'));
    const next = all[all.indexOf(event.target) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  },
};

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
      {/* What is new is announced on its own: otherwise one's own words, and each edit, would be read out, too. */}
      <View role="log" aria-label={label} aria-live="off" style={{ gap: 2 }} {...(arrows as object)}>
        {children}
      </View>
    </ScrollView>
  );
}
