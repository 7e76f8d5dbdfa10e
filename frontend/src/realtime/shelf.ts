// A shelf that lasts as long as the app runs; browsers have one that lasts longer (shelf.web.ts).
import type { Letter, Shelf } from './outbox';

export function openShelf<Body>(_owner: string): Shelf<Body> {
  const letters = new Map<string, Letter<Body>>();
  return {
    all: async () => [...letters.values()],
    put: async (letter) => void letters.set(letter.id, letter),
    remove: async (id) => void letters.delete(id),
  };
}
