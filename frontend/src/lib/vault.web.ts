// What only this browser may read, in its own database: each value sealed with a key that no script can take out.
// (What the browser writes to the disk is safe from whoever copies it without the browser's own keys, and no safer.)
import type { Vault } from './vault';

const [KEYS, KEPT] = ['keys', 'kept'];

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser keeps nothing'));
  });
}

const nameOf = (owner: string): string => `vault ${owner}`;
const named = (name: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(name);

async function open(owner: string): Promise<IDBDatabase> {
  const request = indexedDB.open(nameOf(owner), 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(KEYS);
    request.result.createObjectStore(KEPT);
  };
  const database = await answer(request);
  database.onversionchange = () => database.close(); // another tab destroys it
  return database;
}

async function keyOf(database: IDBDatabase): Promise<CryptoKey> {
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  const store = database.transaction(KEYS, 'readwrite').objectStore(KEYS);
  const before = (await answer(store.get('key'))) as CryptoKey | undefined; // of another tab, a moment ago
  if (before) return before;
  await answer(store.put(made, 'key'));
  return made;
}

export async function openVault(owner: string): Promise<Vault | null> {
  if (typeof indexedDB === 'undefined' || !globalThis.crypto?.subtle) return null;
  try {
    const database = await open(owner);
    return vaultIn(database, await keyOf(database));
  } catch {
    return null; // a private window that keeps nothing
  }
}

function vaultIn(database: IDBDatabase, key: CryptoKey): Vault {
  const kept = (mode: IDBTransactionMode) => database.transaction(KEPT, mode).objectStore(KEPT);
  return {
    read: async (name) => {
      const found = (await answer(kept('readonly').get(name))) as Uint8Array<ArrayBuffer> | undefined;
      if (!found) return null;
      const how = { name: 'AES-GCM', iv: found.slice(0, 12), additionalData: named(name) };
      return new Uint8Array(await crypto.subtle.decrypt(how, key, found.slice(12)));
    },
    write: async (changes) => {
      const sealed = await Promise.all(
        [...changes].map(async ([name, value]) => {
          if (!value) return [name, null] as const;
          const iv = crypto.getRandomValues(new Uint8Array(12));
          const how = { name: 'AES-GCM', iv, additionalData: named(name) };
          const body = new Uint8Array(await crypto.subtle.encrypt(how, key, new Uint8Array(value)));
          return [name, new Uint8Array([...iv, ...body])] as const;
        }),
      );
      const transaction = database.transaction(KEPT, 'readwrite', { durability: 'strict' });
      const done = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error ?? new Error('the browser keeps nothing'));
      });
      const store = transaction.objectStore(KEPT);
      for (const [name, value] of sealed) void (value ? store.put(value, name) : store.delete(name));
      await done;
    },
    names: async (prefix) =>
      (await answer(kept('readonly').getAllKeys(IDBKeyRange.bound(prefix, `${prefix}\uffff`)))) as string[],
  };
}

/** Of everybody who was signed in here: nobody is any more. */
export async function destroyVaults(): Promise<void> {
  if (typeof indexedDB === 'undefined') return;
  for (const { name } of await indexedDB.databases())
    if (name?.startsWith(nameOf(''))) await answer(indexedDB.deleteDatabase(name));
}
