// What this visit keeps and the next does not have: secrets between two pages. Native: until the app ends.
const kept = new Map<string, string>();

export const held = (key: string): string | null => kept.get(key) ?? null;

export function hold(key: string, value: string | null): void {
  if (value === null) kept.delete(key);
  else kept.set(key, value);
}
