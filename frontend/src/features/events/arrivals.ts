// What I scanned, kept on this device until the server has heard of it; each person has a shelf of their own.
import { Refusal, api, ask, transient } from '@/api/client';
import { alone } from '@/lib/alone';
import { keep, recall } from '@/lib/keep';
import { createStore } from '@/lib/store';
import type { Code } from './checkIn';

export interface Scan extends Code {
  scanned_at: string;
}

export type Arrival = { kind: 'kept' } | { kind: 'there' } | { kind: 'refused'; reason: string };

/** How it stands with each event that was scanned on this device. */
export const arrivals = createStore<Record<string, Arrival>>({});

const shelf = (owner: string): string => `tomoda.arrivals.${owner}`;
const note = (event: string, arrival: Arrival): void => arrivals.set({ ...arrivals.get(), [event]: arrival });

async function kept(owner: string): Promise<Scan[]> {
  try {
    return JSON.parse((await recall(shelf(owner))) ?? '[]') as Scan[];
  } catch {
    return []; // written by another version: nobody can read it any more
  }
}

const put = (owner: string, scans: Scan[]): Promise<void> =>
  keep(shelf(owner), scans.length ? JSON.stringify(scans) : null);

/** Keeps a scan, the latest of each event, and tries to send it. */
export async function scanned(owner: string, scan: Scan): Promise<void> {
  await alone('arrivals', async () => {
    const others = (await kept(owner)).filter(({ event }) => event !== scan.event);
    await put(owner, [...others, scan]);
  });
  note(scan.event, { kind: 'kept' });
  await sendArrivals(owner);
}

/** Sends what is kept. Twice is once: the server counts whoever is there only once. */
export const sendArrivals = (owner: string): Promise<void> =>
  alone('arrivals', async () => {
    for (const scan of await kept(owner)) {
      const done = await send(scan);
      note(scan.event, done);
      if (done.kind === 'kept') continue;
      await put(
        owner,
        (await kept(owner)).filter(({ event }) => event !== scan.event),
      );
    }
  });

async function send({ event, step, code, scanned_at }: Scan): Promise<Arrival> {
  try {
    const params = { path: { event_id: event } };
    await ask(api.POST('/api/v1/events/{event_id}/check-ins', { params, body: { step, code, scanned_at } }));
    return { kind: 'there' };
  } catch (failure) {
    if (transient(failure) || !(failure instanceof Refusal)) return { kind: 'kept' };
    if (failure.problem.status === 401) return { kind: 'kept' }; // whoever signs in again sends it
    const reason = failure.problem.extra?.reason;
    return { kind: 'refused', reason: typeof reason === 'string' ? reason : failure.problem.code };
  }
}
