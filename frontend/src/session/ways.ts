// The other ways in: a passkey, a provider's page and back, coming back after leaving, a forgotten password.
import { type Schemas, Refusal, api, ask } from '@/api/client';
import { deviceName } from '@/lib/device';
import { held, hold } from '@/lib/held';
import { showPasskey } from '@/lib/passkey';
import { travel } from '@/lib/travel';
import { enter } from './session';

export const PROVIDERS = ['google', 'apple', 'line'] as const;
export type Provider = (typeof PROVIDERS)[number];

/** What brings somebody in, or says that they are new and may sign up with `proof`. */
export type Entrance = Schemas['Entrance'];

/** Somebody on the way to a provider's page; `secret` never leaves this client before they are back. */
interface Flow {
  provider: Provider | 'checker';
  state: string;
  secret: string;
  purpose: 'enter' | 'link' | 'verify';
  to: string | null;
}

const FLOW = 'tomoda.flow';
const LINK = 'tomoda.link';

async function entered(entrance: Entrance): Promise<Entrance> {
  if (entrance.session) await enter(entrance.session);
  return entrance;
}

/** What this host offers: `{google_sign_in: true, …}`. */
export async function offers(): Promise<Record<string, boolean>> {
  const told = (await ask(api.GET('/.well-known/tomoda'))) as { features?: Record<string, boolean> };
  return told.features ?? {};
}

/** Asks the device for a passkey, for a challenge of ours. Throws NoPasskey. */
export async function passkeyAnswer(): Promise<Record<string, unknown>> {
  const { options } = await ask(api.POST('/api/v1/auth/passkeys/challenge'));
  return showPasskey(options);
}

export async function byPasskey(): Promise<void> {
  const credential = await passkeyAnswer();
  await enter(
    await ask(api.POST('/api/v1/auth/passkeys/answer', { body: { credential, device: deviceName() } })),
  );
}

/** Goes to the provider's page; they come back to /sign-in/return. */
export async function toProvider(provider: Provider, purpose: Flow['purpose'], to: string | null) {
  const { url, state, secret } = await ask(
    api.POST('/api/v1/auth/providers/{provider}/start', { params: { path: { provider } } }),
  );
  hold(FLOW, JSON.stringify({ provider, state, secret, purpose, to } satisfies Flow));
  await travel(url);
}

/** Goes to the page of whoever checks who people are. Throws `confirm_first` as all that touches ways in. */
export async function toChecker() {
  const { url, state, secret } = await ask(api.POST('/api/v1/auth/verification/start'));
  hold(
    FLOW,
    JSON.stringify({ provider: 'checker', state, secret, purpose: 'verify', to: null } satisfies Flow),
  );
  await travel(url);
}

export const finishCheck = ({ state, secret }: Flow) =>
  ask(api.POST('/api/v1/auth/verification/finish', { body: { state, secret } }));

/** Whoever is back with this state, if they began here; once. */
export function flowOf(state: string): Flow | null {
  const kept = held(FLOW);
  const flow = kept ? (JSON.parse(kept) as Flow) : null;
  if (flow?.state !== state) return null;
  hold(FLOW, null);
  return flow;
}

export async function finishFlow({ provider, state, secret }: Flow): Promise<Entrance> {
  return entered(
    await ask(
      api.POST('/api/v1/auth/providers/{provider}/finish', {
        params: { path: { provider } },
        body: { state, secret, device: deviceName() },
      }),
    ),
  );
}

/** Comes in by this provider from now on, too. Throws `confirm_first` as all that touches ways in. */
export const linkFlow = ({ provider, state, secret }: Flow) =>
  ask(api.POST('/api/v1/auth/identities', { body: { provider, flow: { state, secret } } }));

/** An identity that waits for its owner to come in as before (`link_first`). */
export const waitingLink = (): string | null => held(LINK);
export const keepLink = (proof: string | null): void => hold(LINK, proof);
export const linkByProof = (proof: string) => ask(api.POST('/api/v1/auth/identities', { body: { proof } }));

/** The proof in "restore your account?", and when it is deleted; null for any other refusal. */
export function wayBack(failure: unknown): { proof: string; erasedAt: string } | null {
  if (!(failure instanceof Refusal) || failure.problem.code !== 'account_deactivated') return null;
  const { proof, erased_at } = failure.problem.extra ?? {};
  return { proof: String(proof), erasedAt: String(erased_at) };
}

export async function restore(proof: string): Promise<void> {
  await enter(await ask(api.POST('/api/v1/auth/restore', { body: { proof, device: deviceName() } })));
}

export const requestReset = (email: string, locale: 'en' | 'ja') =>
  ask(api.POST('/api/v1/auth/codes', { body: { email, locale, purpose: 'password' } }));

export async function resetPassword(email: string, code: string, password: string): Promise<void> {
  const body = { email, code, new: password, device: deviceName() };
  await enter(await ask(api.POST('/api/v1/auth/password/reset', { body })));
}
