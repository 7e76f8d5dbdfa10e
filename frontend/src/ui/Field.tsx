// One thing to fill in: its label, the input, and below it what is wrong or what to know.
import { type Ref, useId, useState } from 'react';
import { Platform, StyleSheet, TextInput, type TextInputProps, View } from 'react-native';
import { font } from './fonts';
import { PickInput } from './PickInput';
import { Text } from './Text';
import { radius, space, useTheme } from './theme';

export interface FieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onSubmit?: () => void;
  /** What is wrong with it. */
  wrong?: string | null;
  hint?: string;
  placeholder?: string;
  kind?:
    | 'text'
    | 'email'
    | 'password'
    | 'newPassword'
    | 'code'
    | 'number'
    | 'date'
    | 'datetime'
    | 'time'
    | 'search';
  long?: boolean;
  max?: number;
  least?: string;
  most?: string;
  autoFocus?: boolean;
  hideLabel?: boolean;
  ref?: Ref<TextInput>;
  testID?: string;
}

const KINDS: Record<NonNullable<FieldProps['kind']>, Partial<TextInputProps>> = {
  text: {},
  search: { inputMode: 'search', autoComplete: 'off' },
  email: { inputMode: 'email', autoComplete: 'email', autoCapitalize: 'none' },
  password: { secureTextEntry: true, autoComplete: 'current-password' },
  newPassword: { secureTextEntry: true, autoComplete: 'new-password' },
  code: { inputMode: 'numeric', autoComplete: 'one-time-code', maxLength: 6 },
  number: { inputMode: 'numeric' },
  date: { placeholder: 'YYYY-MM-DD' },
  datetime: { placeholder: 'YYYY-MM-DDTHH:MM' },
  time: { placeholder: 'HH:MM' },
};

export function Field({
  label,
  value,
  onChange,
  onSubmit,
  wrong,
  hint,
  kind = 'text',
  long,
  max,
  least,
  most,
  hideLabel,
  ...rest
}: FieldProps) {
  const { colour } = useTheme();
  const [focused, setFocused] = useState(false);
  const note = useId();
  const input = KINDS[kind];
  const Input = kind === 'date' || kind === 'datetime' || kind === 'time' ? PickInput : TextInput;
  const web =
    Platform.OS === 'web'
      ? { kind, least, most, 'aria-invalid': wrong ? true : undefined, 'aria-describedby': note }
      : {};
  return (
    <View style={styles.field}>
      {!hideLabel && (
        <Text kind="label" ink="soft">
          {label}
        </Text>
      )}
      <Input
        aria-label={label}
        value={value}
        onChangeText={onChange}
        onSubmitEditing={onSubmit}
        submitBehavior={long ? 'newline' : 'blurAndSubmit'}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        multiline={long}
        maxLength={max}
        placeholderTextColor={colour.ink.faint}
        {...input}
        {...(web as object)}
        {...rest}
        style={[
          styles.input,
          long && styles.long,
          kind === 'code' && styles.code,
          {
            color: colour.ink.normal,
            backgroundColor: focused ? colour.field : colour.surface.high,
            boxShadow: wrong
              ? `inset 0 0 0 2px ${colour.ink.bad}`
              : focused
                ? `inset 0 0 0 2px ${colour.ring}`
                : undefined,
          },
        ]}
      />
      <View nativeID={note} aria-live="polite">
        {(wrong || hint) && (
          <Text kind="small" ink={wrong ? 'bad' : 'faint'}>
            {wrong || hint}
          </Text>
        )}
      </View>
    </View>
  );
}

const styles = StyleSheet.create({
  field: { gap: space.xs },
  input: {
    minHeight: 48,
    borderRadius: radius.m,
    paddingHorizontal: space.l,
    paddingVertical: space.m,
    fontSize: 16,
    lineHeight: 24,
    ...font(400),
  },
  long: { minHeight: 88, textAlignVertical: 'top' },
  code: { fontSize: 24, lineHeight: 32, letterSpacing: 8, textAlign: 'center' },
});
