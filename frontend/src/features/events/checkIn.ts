// The code of a half minute: what the host's phone shows, made without a connection; and what a guest's phone reads.
import { hmac } from '@/lib/hmac';
import { ORIGIN } from '@/lib/origin';

export const STEP_MS = 30_000;
const DIGITS = 16;

export interface Code {
  event: string;
  step: number;
  code: string;
}

export const stepAt = (at: number): number => Math.floor(at / STEP_MS);

/** What the QR code says: an address, so that a phone's own camera finds the way, too. */
export async function codeAt(event: string, key: string, step: number): Promise<string> {
  const code = (await hmac(key, String(step))).slice(0, DIGITS);
  return `${ORIGIN}/events/${event}/check-in#${step}.${code}`;
}

const READ = /\/events\/([0-9a-f-]{36})\/check-in#(\d{1,10})\.([0-9a-f]{16})$/;

/** What stands in a scanned text; null if that is something else. */
export function readCode(text: string): Code | null {
  const found = READ.exec(text);
  return found ? { event: found[1] ?? '', step: Number(found[2]), code: found[3] ?? '' } : null;
}
