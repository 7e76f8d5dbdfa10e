// What can be tapped, clicked or entered with the keyboard; a link when it has an address.
import { type Href, router } from 'expo-router';
import type { ReactNode } from 'react';
import { type GestureResponderEvent, Pressable, type PressableProps, type ViewStyle } from 'react-native';

export interface TapState {
  hovered: boolean;
  pressed: boolean;
}

export interface TapProps {
  children: ReactNode | ((state: TapState) => ReactNode);
  label?: string;
  /** What tapping it does, where its name does not say it. */
  hint?: string;
  /** With an address: besides going there. */
  onPress?: () => void;
  href?: string;
  replace?: boolean;
  disabled?: boolean;
  selected?: boolean;
  expanded?: boolean;
  checked?: boolean;
  role?: PressableProps['role'];
  /** False where Tab passes it, since arrows lead to it. */
  reach?: boolean;
  testID?: string;
  look: ViewStyle | ((state: TapState) => ViewStyle);
}

export function Tap({ children, look, href, replace, onPress, ...rest }: TapProps) {
  const go = (event: GestureResponderEvent) => {
    if (!href) return onPress?.();
    const { metaKey, ctrlKey, shiftKey } = event as unknown as MouseEvent;
    if (metaKey || ctrlKey || shiftKey) return; // the browser opens it elsewhere
    event.preventDefault();
    onPress?.();
    if (replace) router.replace(href as Href);
    else router.navigate(href as Href);
  };
  // On the web this makes it a real link, with an address to copy or to open in another tab.
  const link = href && !rest.disabled ? { href } : {};
  return (
    <Pressable
      {...(link as object)}
      role={rest.role ?? (href ? 'link' : 'button')}
      aria-label={rest.label}
      {...((rest.hint ? { 'aria-description': rest.hint } : {}) as object)}
      aria-disabled={rest.disabled}
      aria-expanded={rest.expanded}
      aria-checked={rest.checked}
      {...((href
        ? { 'aria-current': rest.selected ? 'page' : undefined }
        : { 'aria-pressed': rest.selected }) as object)}
      tabIndex={rest.reach === false ? -1 : undefined}
      disabled={rest.disabled}
      onPress={go}
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
}
