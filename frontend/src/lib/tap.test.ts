// Each request has a number of its own, in the form that servers read.
import { expect, test, vi } from 'vitest';
import { newTap, spoken } from './tap';

// What the phones' module does in a browser; it does not load outside of an app.
vi.mock('expo-crypto', () => ({
  getRandomBytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
}));

test('a tap is named as the standard says, anew each time, and asks nobody to record it', () => {
  const taps = Array.from({ length: 100 }, newTap);
  for (const { header, trace } of taps) {
    expect(header).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    expect(header.slice(3, 35)).toBe(trace);
    expect(trace.startsWith(spoken(trace)) && spoken(trace)).toHaveLength(8);
  }
  expect(new Set(taps.map(({ trace }) => trace)).size).toBe(100);
});
