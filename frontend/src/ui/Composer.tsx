// Where a message is written: Enter sends, Shift+Enter begins a new line.
import { useEffect, useRef } from 'react';
import { TextInput, View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { IconButton } from './Button';
import { font } from './fonts';
import { radius, space, useTheme } from './theme';

export interface ComposerProps {
  label: string;
  sendLabel: string;
  value: string;
  onChange: (value: string) => void;
  onSend: () => void;
  /** Takes the keyboard when it becomes true. */
  focused?: boolean;
}

export function Composer({ label, sendLabel, value, onChange, onSend, focused }: ComposerProps) {
  const { colour } = useTheme();
  const safe = useSafeAreaInsets();
  const input = useRef<TextInput>(null);
  const send = () => {
    onSend();
    input.current?.focus();
  };
  useEffect(() => {
    // After the sheet that asked for it has closed and given the keyboard back.
    if (!focused) return;
    const timer = setTimeout(() => input.current?.focus(), 350);
    return () => clearTimeout(timer);
  }, [focused]);
  const rows = Math.min(5, value.split('\n').length);
  return (
    <View
      style={{
        flexDirection: 'row',
        alignItems: 'flex-end',
        gap: space.s,
        padding: space.m,
        paddingBottom: space.m + safe.bottom,
        backgroundColor: colour.surface.low,
      }}
    >
      <TextInput
        ref={input}
        aria-label={label}
        placeholder={label}
        placeholderTextColor={colour.ink.faint}
        value={value}
        onChangeText={onChange}
        multiline
        maxLength={4000}
        onKeyPress={(event) => {
          const { key, shiftKey, isComposing } = event.nativeEvent as unknown as KeyboardEvent;
          // While kana become kanji, Enter belongs to the input method.
          if (key !== 'Enter' || shiftKey || isComposing) return;
          event.preventDefault();
          send();
        }}
        style={{
          flex: 1,
          height: 20 + 24 * rows,
          paddingHorizontal: space.l,
          paddingVertical: 10,
          borderRadius: radius.xl,
          fontSize: 16,
          lineHeight: 24,
          color: colour.ink.normal,
          backgroundColor: colour.surface.high,
          ...font(400),
        }}
      />
      <IconButton kind="ember" icon="send" label={sendLabel} onPress={send} disabled={value.trim() === ''} />
    </View>
  );
}
