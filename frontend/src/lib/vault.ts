// Where a device keeps what nobody else may read. In the app there is none yet: see vault.web.ts for browsers.
export interface Vault {
  read: (name: string) => Promise<Uint8Array | null>;
  /** All of it or nothing; null takes away. */
  write: (changes: ReadonlyMap<string, Uint8Array | null>) => Promise<void>;
  names: (prefix: string) => Promise<string[]>;
}

/** Null where nothing can be kept safely. */
export async function openVault(_owner: string): Promise<Vault | null> {
  return null;
}

export async function destroyVaults(): Promise<void> {
  // There is none.
}
