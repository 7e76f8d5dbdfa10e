// What the browser's database holds of a vault is of no use without its key, which no script can take out.
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { destroyVaults, openVault } from './vault.web';

const bytes = (words: string) => new TextEncoder().encode(words);
const text = (found: Uint8Array | null) => found && new TextDecoder().decode(found);

const everything = (store: string): Promise<unknown[]> =>
  new Promise((resolve) => {
    const opened = indexedDB.open('vault ann', 1);
    opened.onsuccess = () => {
      const asked = opened.result.transaction(store).objectStore(store).getAll();
      asked.onsuccess = () => {
        opened.result.close();
        resolve(asked.result);
      };
    };
  });

test('a vault gives back what it keeps, shows nobody else a word of it, and is gone when it is destroyed', async () => {
  const vault = await openVault('ann');
  await vault?.write(
    new Map([
      ['said 1', bytes('heron')],
      ['said 2', bytes('owl')],
    ]),
  );
  await vault?.write(new Map([['said 2', null]]));
  const again = await openVault('ann');
  expect(text((await again?.read('said 1')) ?? null)).toBe('heron');
  expect(await again?.read('said 2')).toBeNull();
  expect(await again?.names('said ')).toEqual(['said 1']);
  const kept = (await everything('kept')) as Uint8Array[];
  expect(kept.map((one) => new TextDecoder('latin1').decode(one)).join()).not.toContain('heron');
  const [key] = (await everything('keys')) as CryptoKey[];
  expect(key?.extractable).toBe(false);
  await destroyVaults();
  expect((await indexedDB.databases()).map(({ name }) => name)).toEqual([]);
});
