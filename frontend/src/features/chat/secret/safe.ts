// What this device keeps of secret rooms: its keys, the state of each group, and what was said, as far as it read it.
import { type Vault, destroyVaults, openVault } from '@/lib/vault';
import { session } from '@/session/session';
import { bytes, text } from './bytes';
import type { Keys, Package } from './keys';

/** What a message said; null: this device cannot read it. `at`: of which edit. */
export interface Plain {
  words: string | null;
  at: string | null;
  expires: string | null;
}

export interface Progress {
  /** Everything up to here was read, or cannot be. */
  seq: number;
  /** The number that was compared with the other. */
  compared: string | null;
}

type Changes = Map<string, Uint8Array | null>;

/** Changes that are kept together or not at all. */
export class Batch {
  readonly changes: Changes = new Map();
  put(name: string, value: unknown): this {
    this.changes.set(name, value === null ? null : bytes(JSON.stringify(value)));
    return this;
  }
  bytes(name: string, value: Uint8Array | null): this {
    this.changes.set(name, value);
    return this;
  }
}

export class Safe {
  constructor(
    private readonly vault: Vault,
    readonly owner: string,
  ) {}
  async get<T>(name: string): Promise<T | null> {
    const found = await this.vault.read(name);
    return found && (JSON.parse(text(found)) as T);
  }
  bytes = (name: string): Promise<Uint8Array | null> => this.vault.read(name);
  names = (prefix: string): Promise<string[]> => this.vault.names(prefix);
  write = ({ changes }: Batch): Promise<void> => this.vault.write(changes);
  keys = (): Promise<Keys | null> => this.get<Keys>('keys');
  package = (ref: string): Promise<Package | null> => this.get<Package>(`package ${ref}`);
  progress = async (room: string): Promise<Progress> =>
    (await this.get<Progress>(`progress ${room}`)) ?? { seq: 0, compared: null };

  /** All that can be read of a room; what has disappeared is taken away first. */
  async said(room: string, now: number): Promise<Map<string, Plain>> {
    const prefix = `said ${room} `;
    const found = new Map<string, Plain>();
    const gone = new Batch();
    for (const name of await this.names(prefix)) {
      const plain = await this.get<Plain>(name);
      if (!plain) continue;
      if (plain.expires && Date.parse(plain.expires) <= now) gone.put(name, null);
      else found.set(name.slice(prefix.length), plain);
    }
    if (gone.changes.size) await this.write(gone);
    return found;
  }
}

let opened: { owner: string; safe: Promise<Safe | null> } | null = null;

/** Of this person in this session: what an earlier session left is no longer anybody's. */
export async function openSafe(): Promise<Safe | null> {
  const state = session.get();
  if (state.kind !== 'in') return null;
  const { userId, sessionId } = state;
  if (opened?.owner !== sessionId) opened = { owner: sessionId, safe: open(userId, sessionId) };
  return opened.safe;
}

async function open(userId: string, sessionId: string): Promise<Safe | null> {
  const vault = await openVault(userId);
  if (!vault) return null;
  const safe = new Safe(vault, userId);
  if ((await safe.get<string>('session')) !== sessionId) {
    const fresh = new Batch();
    for (const name of await safe.names('')) fresh.put(name, null);
    await safe.write(fresh.put('session', sessionId));
  }
  return safe;
}

/** Whoever signs out, or is signed out from elsewhere, leaves nothing here that could be read. */
session.subscribe(() => {
  if (session.get().kind !== 'out') return;
  opened = null;
  void destroyVaults().catch(() => undefined);
});
