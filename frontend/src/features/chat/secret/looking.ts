// What this device can read of a secret room, as screens follow it. The engine with its cryptography is fetched when
// the first secret room is opened, and not before.
import { useEffect, useMemo } from 'react';
import type { Refusal } from '@/api/client';
import { type Schemas } from '@/api/client';
import { type Store, createStore, useStore } from '@/lib/store';
import { session } from '@/session/session';
import type { Words } from '@/i18n';
import type { Opened } from './engine';
import type { Plain } from './safe';

type Message = Schemas['Message'];
type Card = Schemas['RoomCard'];

export const engine = () => import('./engine');

export interface View {
  said: ReadonlyMap<string, Plain>;
  /** Null until this device has come in. */
  opened: Opened | null;
  /** Why it cannot; `vault`: there is nowhere to keep keys. */
  failure: 'vault' | Refusal | Error | null;
}

const NOTHING: View = { said: new Map(), opened: null, failure: null };
const views = new Map<string, Store<View>>();

/** Of whoever is signed in now: nobody finds what another has read. */
function viewOf(room: string): Store<View> {
  const state = session.get();
  const name = state.kind === 'in' ? `${state.sessionId} ${room}` : room;
  const found = views.get(name) ?? createStore(NOTHING);
  views.set(name, found);
  return found;
}

export const me = (): string => {
  const state = session.get();
  return state.kind === 'in' ? state.userId : '';
};

/** The two of a secret room; null for every other. */
export const peopleOf = (card: Pick<Card, 'secret' | 'people'> | undefined): string[] | null =>
  card?.secret ? [me(), ...card.people.map(({ id }) => id)] : null;

const busy = new Map<string, boolean>();

/** Reads on; whoever asks meanwhile is answered by one more look afterwards. */
async function look(room: string, people: string[], shown: readonly Message[]): Promise<void> {
  const view = viewOf(room);
  if (busy.has(room)) return void busy.set(room, true);
  busy.set(room, false);
  try {
    const opened = await (await engine()).catchUp(room, people, shown);
    view.set({ said: opened.said, opened, failure: null });
  } catch (failure) {
    const { NoVault } = await engine();
    const why =
      failure instanceof NoVault ? 'vault' : failure instanceof Error ? failure : new Error('unknown');
    view.set({ ...view.get(), failure: why });
  }
  const again = busy.get(room);
  busy.delete(room);
  if (again) await look(room, people, shown);
}

/** What I have just said or changed is known before the server tells me of it. */
export function learn(room: string, message: Message, words: string): void {
  const view = viewOf(room);
  const plain: Plain = { words, at: message.edited_at, expires: message.expires_at };
  view.set({ ...view.get(), said: new Map(view.get().said).set(message.id, plain) });
}

export function know(room: string, opened: Opened): void {
  viewOf(room).set({ said: opened.said, opened, failure: null });
}

export interface Secret extends View {
  people: string[];
  /** Nobody can be reached yet: the other has no device here. */
  waits: boolean;
  again: () => void;
}

/** Null for a room that is not secret. */
export function useSecret(card: Card, messages: readonly Message[] | undefined): Secret | null {
  const state = useStore(session);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- another session has another view
  const store = useMemo(() => viewOf(card.id), [card.id, state]);
  const view = useStore(store);
  const people = peopleOf(card);
  const last = messages?.at(-1)?.seq ?? 0;
  const changes = messages?.reduce((sum, one) => sum + Number(!!one.edited_at) + Number(!!one.deleted_at), 0);
  const key = people ? `${last} ${changes}` : null;
  const again = () => void (people && look(card.id, people, messages ?? []));
  useEffect(() => {
    if (key !== null) again();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what has come, or has changed, says when
  }, [card.id, key]);
  if (!people) return null;
  const waits = view.opened !== null && !view.opened.devices.some(({ userId }) => userId !== people[0]);
  return { ...view, people, waits, again };
}

/** With its words, where this device can read it. */
export function unsealed(words: Words, said: View['said'] | undefined, message: Message): Message {
  if (!said || !message.sealed || message.deleted_at) return message;
  const plain = said.get(message.id);
  if (!plain) return { ...message, body: words.secret.opening };
  return { ...message, body: plain.words ?? words.secret.unreadable };
}
