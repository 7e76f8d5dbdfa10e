// The dot of what is happening right now.
import { View } from 'react-native';
import { useTheme } from './theme';

export function Live() {
  const { colour } = useTheme();
  return <View aria-hidden style={{ width: 8, height: 8, borderRadius: 4, backgroundColor: colour.good }} />;
}
