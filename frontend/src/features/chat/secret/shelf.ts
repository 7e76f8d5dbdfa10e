// What was written in a secret room and has not left yet is kept where nobody else reads it.
import type { Letter, Shelf } from '@/realtime/outbox';
import { Batch, openSafe } from './safe';

const name = (id: string) => `letter ${id}`;

export function withSecrets<Body extends { secret?: readonly string[] }>(plain: Shelf<Body>): Shelf<Body> {
  return {
    all: async () => {
      const letters = await plain.all();
      const safe = await openSafe();
      for (const one of (await safe?.names('letter ')) ?? []) {
        const letter = await safe?.get<Letter<Body>>(one);
        if (letter) letters.push(letter);
      }
      return letters;
    },
    put: async (letter) => {
      if (!letter.body.secret) return plain.put(letter);
      await (await openSafe())?.write(new Batch().put(name(letter.id), letter));
    },
    remove: async (id) => {
      await plain.remove(id);
      const safe = await openSafe();
      if (await safe?.bytes(name(id))) await safe?.write(new Batch().put(name(id), null));
    },
  };
}
