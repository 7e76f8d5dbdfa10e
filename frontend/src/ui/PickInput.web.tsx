// A date or a time, in the browser's own field, which knows calendars and keyboards better than we do.
import { type TextInputProps, unstable_createElement } from 'react-native-web';

interface PickInputProps extends TextInputProps {
  kind?: 'date' | 'datetime' | 'time';
  least?: string;
  most?: string;
}

export function PickInput({
  kind,
  least,
  most,
  value,
  onChangeText,
  onFocus,
  onBlur,
  style,
  ...rest
}: PickInputProps) {
  return unstable_createElement('input', {
    type: kind === 'datetime' ? 'datetime-local' : kind,
    min: least,
    max: most,
    value,
    onChange: (event: { target: { value: string } }) => onChangeText?.(event.target.value),
    onFocus,
    onBlur,
    style: [style, { borderWidth: 0, width: '100%', boxSizing: 'border-box' }],
    'aria-label': rest['aria-label'],
    'aria-describedby': (rest as Record<string, unknown>)['aria-describedby'],
    'aria-invalid': (rest as Record<string, unknown>)['aria-invalid'],
  });
}
