// The codes with which guests check in: the same ones that the server computes.
import { expect, test, vi } from 'vitest';
import { codeAt, readCode, stepAt } from './checkIn';

// The test runner has no native module; the digest is the platform's own in any case.
vi.mock('expo-crypto', () => ({
  CryptoDigestAlgorithm: { SHA256: 'SHA-256' },
  digest: (name: string, data: BufferSource) => globalThis.crypto.subtle.digest(name, data),
}));

const EVENT = '0192f0c1-7a3b-7c11-8d52-000000000001';
const KEY = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';

test('a code is HMAC-SHA256 of the step, as the server has it, and is read back from its address', async () => {
  const step = stepAt(Date.parse('2026-11-23T19:00:10Z'));
  expect(step).toBe(59_848_680);
  const text = await codeAt(EVENT, KEY, step);
  expect(readCode(text)).toEqual({ event: EVENT, step, code: '7b3b30382c8fe888' });
});

test('anything else is no code', () => {
  expect(readCode('https://example.org/')).toBeNull();
  expect(readCode(`https://example.org/events/${EVENT}/check-in#1.zz`)).toBeNull();
});
