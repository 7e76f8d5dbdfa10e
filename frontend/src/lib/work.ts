// Work that a host may ask of the machine of whoever is new: a number with which a hash begins with enough zeros.
import * as Crypto from 'expo-crypto';

const AT_ONCE = 256;

const zeroBits = (hash: Uint8Array): number => {
  const first = hash.findIndex((byte) => byte !== 0);
  return first < 0 ? hash.length * 8 : first * 8 + Math.clz32(hash[first] ?? 0) - 24;
};

/** Tries until SHA-256 of `proof:work` begins with that many zero bits; the screen is drawn meanwhile. */
export async function findWork(proof: string, bits: number): Promise<string> {
  for (let from = 0; ; from += AT_ONCE) {
    const some = Array.from({ length: AT_ONCE }, (_, n) => String(from + n));
    const hashes = await Promise.all(
      some.map((work) =>
        Crypto.digest(
          Crypto.CryptoDigestAlgorithm.SHA256,
          Uint8Array.from(`${proof}:${work}`, (letter) => letter.charCodeAt(0)),
        ),
      ),
    );
    const found = hashes.findIndex((hash) => zeroBits(new Uint8Array(hash)) >= bits);
    if (found >= 0) return some[found] ?? '';
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}
