// What the other side should know of this device: the kind of client, and a name for the list of sessions.
import { AppState, Platform } from 'react-native';

export const CLIENT: 'web' | 'native' = 'native';
export const deviceName = (): string => `Tomoda, ${Platform.OS === 'ios' ? 'iOS' : 'Android'}`;
export const timeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
export const languages = (): string[] => [Intl.DateTimeFormat().resolvedOptions().locale];
export const setPageLanguage = (_language: string): void => undefined;

/** Whether somebody can see the app. */
export const isSeen = (): boolean => AppState.currentState === 'active';

/** Calls `back` when the person returns to the app, by a push or otherwise. */
export function onReturn(back: () => void): () => void {
  const subscription = AppState.addEventListener('change', (state) => {
    if (state === 'active') back();
  });
  return () => subscription.remove();
}
