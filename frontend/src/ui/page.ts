// The page around the app; only the web has one.
import type { Theme } from './theme';

export function focusPage(_wanted: string | null): void {}

export function dressPage(theme: Theme): void {
  void theme;
}
