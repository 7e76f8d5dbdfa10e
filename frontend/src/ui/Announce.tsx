// Said by a screen reader, seen by nobody.
import { View } from 'react-native';
import { Text } from './Text';

export function Announce({ text }: { text: string }) {
  return (
    <View
      role="status"
      aria-live="polite"
      style={{ position: 'absolute', width: 1, height: 1, overflow: 'hidden', opacity: 0 }}
    >
      <Text>{text}</Text>
    </View>
  );
}
