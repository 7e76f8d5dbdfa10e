// What this visit keeps and the next does not have: secrets between two pages, which other tabs do not see.
const kept = new Map<string, string>(); // where the browser refuses storage, as long as the page lives

export function held(key: string): string | null {
  try {
    return window.sessionStorage.getItem(key) ?? kept.get(key) ?? null;
  } catch {
    return kept.get(key) ?? null;
  }
}

export function hold(key: string, value: string | null): void {
  if (value === null) kept.delete(key);
  else kept.set(key, value);
  try {
    if (value === null) window.sessionStorage.removeItem(key);
    else window.sessionStorage.setItem(key, value);
  } catch {
    // The map has it.
  }
}
