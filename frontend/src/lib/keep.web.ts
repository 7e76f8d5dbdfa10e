// What the browser keeps between visits. A browser that refuses storage (private windows) keeps nothing.
export async function recall(key: string): Promise<string | null> {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

export async function keep(key: string, value: string | null): Promise<void> {
  try {
    if (value === null) window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, value);
  } catch {
    // Nothing to do: the value lives until the page closes.
  }
}
