// A small round sign that something waits, said in words to whoever cannot see it.
import { View } from 'react-native';
import { Icon, type IconName } from './Icon';
import { radius, useTheme } from './theme';

export function Mark({ icon, label }: { icon: IconName; label: string }) {
  const { colour } = useTheme();
  return (
    <View
      role="img"
      aria-label={label}
      style={{
        width: 20,
        height: 20,
        borderRadius: radius.round,
        alignItems: 'center',
        justifyContent: 'center',
        backgroundColor: colour.ember,
      }}
    >
      <Icon name={icon} size={14} ink="onEmber" />
    </View>
  );
}
