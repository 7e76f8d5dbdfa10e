// Who is signed in: the access token in memory, the refresh token where no script reads it (a cookie, a keychain).
import { type Schemas, Refusal, api, ask, giveBearer } from '@/api/client';
import { alone } from '@/lib/alone';
import { CLIENT, deviceName } from '@/lib/device';
import { keep, recall } from '@/lib/keep';
import { reload } from '@/lib/reload';
import { createStore } from '@/lib/store';
import { findWork } from '@/lib/work';

if (__DEV__) module.hot?.accept(reload);

export type SessionState =
  { kind: 'starting' } | { kind: 'out' } | { kind: 'in'; userId: string; sessionId: string };

type SignedIn = Schemas['SignedIn'];

const KEY = 'tomoda.session';
const EARLY_MS = 30_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;
const COOKIE = 'cookie'; // what a browser keeps: only that there is a session

export const session = createStore<SessionState>({ kind: 'starting' });
let access: { token: string; until: number } | null = null;

export async function enter(signedIn: SignedIn): Promise<void> {
  access = { token: signedIn.access_token, until: Date.now() + signedIn.expires_in * 1000 };
  await keep(KEY, CLIENT === 'web' ? COOKIE : (signedIn.refresh_token ?? null));
  const before = session.get();
  if (before.kind === 'in' && before.sessionId === signedIn.session_id) return;
  session.set({ kind: 'in', userId: signedIn.user_id, sessionId: signedIn.session_id });
}

/** Forget the session here; the server is told by `signOut`. */
export async function leave(): Promise<void> {
  access = null;
  await keep(KEY, null);
  session.set({ kind: 'out' });
}

/** At the start: go on with the session of last time, if there is one. */
export async function resume(): Promise<void> {
  if (!(await recall(KEY))) return leave();
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return void (await renew());
    } catch {
      // The server could not be asked: whoever was signed in stays so, and is asked for again.
      await new Promise((done) => setTimeout(done, wait * (0.5 + Math.random() / 2)));
    }
  }
}

/** A new access token, or null if the session is over. Throws if the server could not be asked. */
async function renew(): Promise<string | null> {
  const stale = access?.token;
  return alone(KEY, async () => {
    if (access && access.token !== stale) return access.token; // somebody in line before us did it
    const kept = await recall(KEY);
    if (!kept) return null;
    try {
      const body = kept === COOKIE ? {} : { refresh_token: kept };
      await enter(await ask(api.POST('/api/v1/auth/refresh', { body })));
      return access?.token ?? null;
    } catch (failure) {
      if (!(failure instanceof Refusal) || failure.problem.status >= 500 || failure.problem.status === 429)
        throw failure;
      await leave();
      return null;
    }
  });
}

const isFresh = (): boolean => access !== null && access.until - Date.now() > EARLY_MS;

giveBearer({
  token: async () => (access && isFresh() ? access.token : session.get().kind === 'in' ? renew() : null),
  renew,
});

export async function signOut(): Promise<void> {
  const state = session.get();
  if (state.kind === 'in') {
    if (!isFresh()) await renew();
    session.set({ kind: 'out' }); // the socket and all questions end first, so that none of them is refused
    const kept = await recall(KEY);
    await keep(KEY, null); // whoever closes the page now is signed out here all the same
    const params = { path: { session_id: state.sessionId } };
    await ask(api.DELETE('/api/v1/auth/sessions/{session_id}', { params })).catch(
      async (failure: unknown) => {
        if (failure instanceof Refusal) return;
        await keep(KEY, kept);
        session.set(state);
        throw failure;
      },
    );
  }
  await leave();
}

export const requestCode = (email: string, locale: 'en' | 'ja') =>
  ask(api.POST('/api/v1/auth/codes', { body: { email, locale } }));

/** Signs in, or answers the proof to sign up with. */
export async function answerCode(email: string, code: string): Promise<string | null> {
  const entrance = await ask(
    api.POST('/api/v1/auth/codes/answer', { body: { email, code, device: deviceName() } }),
  );
  if (entrance.session) await enter(entrance.session);
  return entrance.proof ?? null;
}

export async function signIn(email: string, password: string): Promise<void> {
  await enter(
    await ask(api.POST('/api/v1/auth/password', { body: { email, password, device: deviceName() } })),
  );
}

/** Becomes a member; where the host asks for work, the device does it first. */
export async function signUp(person: Omit<Schemas['SignUp'], 'device'>): Promise<void> {
  const join = (work = '') =>
    ask(api.POST('/api/v1/auth/sign-up', { body: { ...person, work, device: deviceName() } }));
  const bits = await workAsked();
  await enter(await join(bits > 0 ? await findWork(person.proof, bits) : ''));
}

/** How many bits of work this host wants of whoever is new. */
async function workAsked(): Promise<number> {
  const told = (await ask(api.GET('/.well-known/tomoda'))) as { limits?: Record<string, number> };
  return told.limits?.sign_up_work_bits ?? 0;
}
