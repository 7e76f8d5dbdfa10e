// The page around the app: its ground colour, one focus ring for everything, and stillness for who asks for it.
import type { Theme } from './theme';

const SHEET_ID = 'tomoda-look';

export function dressPage({ scheme, colour }: Theme): void {
  let sheet = document.getElementById(SHEET_ID);
  if (!sheet) {
    sheet = document.createElement('style');
    sheet.id = SHEET_ID;
    document.head.append(sheet);
  }
  sheet.textContent = `
    :root { color-scheme: ${scheme}; }
    body { background: ${colour.surface.ground}; overscroll-behavior: none; }
    *:focus { outline: none; }
    *:focus-visible { outline: 2px solid ${colour.ring} !important; outline-offset: 2px; }
    main:focus-visible { outline: none !important; }
    /* A field shows its own ring, inside. */
    input:focus-visible, textarea:focus-visible { outline: none !important; }
    /* A Japanese line ends between phrases, where the browser knows them, not within a word. */
    :lang(ja) { word-break: auto-phrase; }
    ::selection { background: ${colour.emberSoft}; color: ${colour.ink.normal}; }
    * { scrollbar-color: ${colour.surface.peak} transparent; scrollbar-width: thin; }
    @media (prefers-reduced-motion: reduce) {
      *, *::before, *::after { animation-duration: 0.01ms !important; transition-duration: 0.01ms !important; }
    }
  `;
}

const LATE_MS = 10_000;

/**
 * After another page came: the keyboard goes on from what was left (by test id), or from the top of the new page.
 * Who is in the navigation or already in a field stays there. What was left may come a little later than its page.
 */
export function focusPage(wanted: string | null): void {
  const held = document.activeElement;
  if (held instanceof HTMLInputElement || held instanceof HTMLTextAreaElement || held?.closest('nav')) return;
  const left = () =>
    wanted ? document.querySelector<HTMLElement>(`[data-testid="${CSS.escape(wanted)}"]`) : null;
  const found = left();
  if (found) return found.focus();
  const page = document.querySelector<HTMLElement>('main');
  if (!page) return;
  page.tabIndex = -1;
  page.focus({ preventScroll: true });
  if (!wanted) return;
  const watch = new MutationObserver(() => {
    const late = left();
    const still = document.activeElement === page || document.activeElement === document.body;
    if (late && still) late.focus();
    if (late || !still) watch.disconnect();
  });
  watch.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), LATE_MS);
}
