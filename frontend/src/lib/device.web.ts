// What the other side should know of this browser: the kind of client, and a name for the list of sessions.
const BROWSERS = [/(Edg)\//, /(Firefox)\//, /(Chrome)\//, /(Safari)\//];
const SYSTEMS = [/(Android)/, /(iPhone|iPad)/, /(Windows)/, /(Mac) OS/, /(Linux)/];

const named = (text: string, patterns: RegExp[]): string =>
  patterns.map((pattern) => pattern.exec(text)?.[1]).find(Boolean) ?? '';

export const CLIENT: 'web' | 'native' = 'web';
export const deviceName = (): string =>
  [named(navigator.userAgent, BROWSERS).replace('Edg', 'Edge'), named(navigator.userAgent, SYSTEMS)]
    .filter(Boolean)
    .join(', ');
export const timeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
export const languages = (): string[] => [...navigator.languages];
export const setPageLanguage = (language: string): void => {
  document.documentElement.lang = language;
};

/** Whether somebody can see the page: what is in another tab is not read. */
export const isSeen = (): boolean => document.visibilityState === 'visible';

/** Calls `back` when the network or the person returns to this page. */
export function onReturn(back: () => void): () => void {
  const seen = () => document.visibilityState === 'visible' && back();
  window.addEventListener('online', back);
  document.addEventListener('visibilitychange', seen);
  return () => {
    window.removeEventListener('online', back);
    document.removeEventListener('visibilitychange', seen);
  };
}
