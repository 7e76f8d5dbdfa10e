// Asking the API: typed by the contract, carrying the access token, refusals as `Refusal`.
import createClient from 'openapi-fetch';
import { CLIENT } from '@/lib/device';
import { deviceSecret } from '@/lib/deviceSecret';
import { ORIGIN } from '@/lib/origin';
import { newTap, spoken } from '@/lib/tap';
import type { components, paths } from './generated/schema';

export type Schemas = components['schemas'];

/** The body of a refusal (RFC 9457), as far as the app looks into it. */
export interface Problem {
  code: string;
  status: number;
  title: string;
  detail?: string;
  retry_after?: number | null;
  errors?: { pointer: string; detail: string }[];
  extra?: Record<string, unknown> | null;
  /** What finds this request in the servers' logs. */
  reference?: string;
}

/** An expected "no" of the server. Whatever else fails rises as it is. */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

/** Whether the server refused for this reason. */
export const refusedFor = (failure: unknown, code: string): boolean =>
  failure instanceof Refusal && failure.problem.code === code;

/** Whoever knows the access token; the session hands it in, since it asks the API itself. */
export interface Bearer {
  token: () => Promise<string | null>;
  /** The token was refused: get another one if there is any. */
  renew: () => Promise<string | null>;
}

let bearer: Bearer = { token: async () => null, renew: async () => null };
export const giveBearer = (given: Bearer): void => {
  bearer = given;
};

/** What is asked by who is not signed in, or not yet: no token goes along. */
const PUBLIC =
  /\/auth\/(codes|sign-up|password|refresh|restore|address\/undo|passkeys\/(challenge|answer)|providers\/)/;
const DOORS = /\/api\/v1\/auth\//;
const STALE = ['not_signed_in', 'session_ended'];

/** Which tap an answer belongs to: also where a proxy answered that knows of no taps. */
const taps = new WeakMap<Response, string>();

async function carry(request: Request): Promise<Response> {
  const { trace, header } = newTap();
  request.headers.set('traceparent', header);
  const answer = await send(request);
  taps.set(answer, trace);
  return answer;
}

async function send(request: Request): Promise<Response> {
  request.headers.set('X-Tomoda-Client', CLIENT);
  const secret = DOORS.test(request.url) ? await deviceSecret() : null;
  if (secret) request.headers.set('X-Tomoda-Device', secret);
  if (PUBLIC.test(request.url) && request.method === 'POST') return fetch(request);
  const again = request.clone();
  const answer = await fetch(signed(request, await bearer.token()));
  if (answer.status !== 401 || !(await isStale(answer))) return answer;
  const token = await bearer.renew();
  return token ? fetch(signed(again, token)) : answer;
}

/** Whether the token was refused, and not a password or a code that came with it. */
async function isStale(answer: Response): Promise<boolean> {
  const problem = (await answer
    .clone()
    .json()
    .catch(() => null)) as Partial<Problem> | null;
  return !problem?.code || STALE.includes(problem.code);
}

function signed(request: Request, token: string | null): Request {
  if (token) request.headers.set('Authorization', `Bearer ${token}`);
  return request;
}

export const api = createClient<paths>({ baseUrl: ORIGIN, fetch: carry });

/** The answer itself, or a `Refusal` thrown. */
export async function ask<Data>(
  asked: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Data> {
  const { data, error, response } = await asked;
  if (response.ok) return data as Data;
  const trace = taps.get(response);
  const body = (typeof error === 'object' && error !== null ? error : {}) as Partial<Problem>;
  throw new Refusal({
    title: response.statusText,
    ...body,
    code: body.code ?? `http_${response.status}`,
    status: response.status,
    reference: trace && spoken(trace),
  });
}

/** Worth another try: the network or the server failed, and said nothing about the request itself. */
export function transient(failure: unknown): boolean {
  return !(failure instanceof Refusal) || failure.problem.status >= 500 || failure.problem.status === 429;
}
