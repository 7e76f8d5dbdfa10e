// The work that is found is what the server asks for, to the bit.
import { createHash } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { findWork } from './work';

vi.mock('expo-crypto', () => ({
  CryptoDigestAlgorithm: { SHA256: 'SHA-256' },
  digest: (name: string, data: BufferSource) => globalThis.crypto.subtle.digest(name, data),
}));

test.each([0, 1, 7, 8, 11])('%i bits are zero, and no earlier number would have done', async (bits) => {
  const proof = `proof-${bits}`;
  const zeros = (work: string) => {
    const hash = createHash('sha256').update(`${proof}:${work}`).digest('hex');
    const first = /[^0]/.exec(hash)?.index ?? 64;
    return first * 4 + Math.clz32(parseInt(hash[first] ?? '0', 16)) - 28;
  };
  const work = await findWork(proof, bits);
  expect(zeros(work)).toBeGreaterThanOrEqual(bits);
  for (let less = 0; less < Number(work); less += 1) expect(zeros(String(less))).toBeLessThan(bits);
});
