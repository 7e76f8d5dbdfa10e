// Keys that are pressed anywhere.
export function onKey(pressed: (key: string) => void): () => void {
  const hear = (event: KeyboardEvent) => pressed(event.key);
  document.addEventListener('keydown', hear);
  return () => document.removeEventListener('keydown', hear);
}
