// What can be tapped, clicked or entered with the keyboard; a link when it has an address.
import { type Href, Link } from 'expo-router';
import type { ReactNode } from 'react';
import { Pressable, type PressableProps, type ViewStyle } from 'react-native';

export interface TapState {
  hovered: boolean;
  pressed: boolean;
}

export interface TapProps {
  children: ReactNode | ((state: TapState) => ReactNode);
  label?: string;
  onPress?: () => void;
  href?: string;
  replace?: boolean;
  disabled?: boolean;
  selected?: boolean;
  expanded?: boolean;
  checked?: boolean;
  role?: PressableProps['role'];
  testID?: string;
  look: ViewStyle | ((state: TapState) => ViewStyle);
}

export function Tap({ children, look, href, replace, ...rest }: TapProps) {
  const target = (
    <Pressable
      role={rest.role ?? (href ? 'link' : 'button')}
      aria-label={rest.label}
      aria-disabled={rest.disabled}
      aria-selected={rest.selected}
      aria-expanded={rest.expanded}
      aria-checked={rest.checked}
      aria-pressed={rest.role === undefined && rest.selected !== undefined ? rest.selected : undefined}
      disabled={rest.disabled}
      onPress={rest.onPress}
      testID={rest.testID}
      style={(state) => {
        const { hovered = false, pressed } = state as { hovered?: boolean; pressed: boolean };
        return typeof look === 'function' ? look({ hovered: hovered && !rest.disabled, pressed }) : look;
      }}
    >
      {(state) =>
        typeof children === 'function'
          ? children({ hovered: (state as { hovered?: boolean }).hovered ?? false, pressed: state.pressed })
          : children
      }
    </Pressable>
  );
  if (!href || rest.disabled) return target;
  return (
    <Link href={href as Href} replace={replace} asChild>
      {target}
    </Link>
  );
}
