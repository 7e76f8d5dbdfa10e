// A shelf in the browser's own database: what lies there outlives the page. Each person has one of their own.
import type { Letter, Shelf } from './outbox';

const STORE = 'letters';

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser keeps nothing'));
  });
}

async function open(owner: string): Promise<IDBDatabase> {
  const request = indexedDB.open(`outbox ${owner}`, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' });
  return answer(request);
}

export function openShelf<Body>(owner: string): Shelf<Body> {
  let opened: Promise<IDBDatabase> | null = null;
  const store = async (mode: IDBTransactionMode): Promise<IDBObjectStore> => {
    const database = await (opened ??= open(owner));
    return database.transaction(STORE, mode).objectStore(STORE);
  };
  return {
    all: async () => (await answer((await store('readonly')).getAll())) as Letter<Body>[],
    put: async (letter) => void (await answer((await store('readwrite')).put(letter))),
    remove: async (id) => void (await answer((await store('readwrite')).delete(id))),
  };
}
