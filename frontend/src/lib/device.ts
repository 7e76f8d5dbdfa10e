// What the other side should know of this device: the kind of client, and a name for the list of sessions.
import { Platform } from 'react-native';

export const CLIENT: 'web' | 'native' = 'native';
export const deviceName = (): string => `Tomoda, ${Platform.OS === 'ios' ? 'iOS' : 'Android'}`;
export const timeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
export const languages = (): string[] => [Intl.DateTimeFormat().resolvedOptions().locale];
export const setPageLanguage = (_language: string): void => undefined;
export const isSeen = (): boolean => true;
export const onReturn =
  (_back: () => void): (() => void) =>
  () =>
    undefined;
