// A tap's own number (W3C `traceparent`): the same in the request, in the servers' logs and on the way to a friend's
// phone. It is drawn by lot for each request, so it says nothing about who taps; the app itself records nothing, and
// whether the servers do is theirs to say, so the last two digits are always 00.
import * as Crypto from 'expo-crypto';

const hex = (bytes: number): string =>
  Array.from(Crypto.getRandomBytes(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

export interface Tap {
  trace: string;
  header: string;
}

export function newTap(): Tap {
  const trace = hex(16);
  return { trace, header: `00-${trace}-${hex(8)}-00` };
}

/** What a person can read out to somebody who looks into the logs: the beginning is enough to find it. */
export const spoken = (trace: string): string => trace.slice(0, 8);
