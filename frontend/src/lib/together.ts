// What is asked for in the same moment is asked for together: many ids, few requests.
const TOGETHER_MS = 15;

interface Waiting<T> {
  id: string;
  resolve: (found: T | null) => void;
  reject: (failure: unknown) => void;
}

/** Asks for one id at a time, and sends up to `most` of them at once; null for what is not among the answers. */
export function together<T>(askFor: (ids: string[]) => Promise<Map<string, T>>, most: number) {
  let waiting: Waiting<T>[] = [];
  const send = async (ids: string[], those: Waiting<T>[]): Promise<void> => {
    try {
      const found = await askFor(ids);
      for (const { id, resolve } of those) resolve(found.get(id) ?? null);
    } catch (failure) {
      for (const { reject } of those) reject(failure);
    }
  };
  const sendAll = () => {
    const all = waiting;
    waiting = [];
    const ids = [...new Set(all.map(({ id }) => id))];
    for (let at = 0; at < ids.length; at += most) {
      const some = ids.slice(at, at + most);
      void send(
        some,
        all.filter(({ id }) => some.includes(id)),
      );
    }
  };
  return (id: string): Promise<T | null> =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setTimeout(sendAll, TOGETHER_MS);
      waiting.push({ id, resolve, reject });
    });
}
