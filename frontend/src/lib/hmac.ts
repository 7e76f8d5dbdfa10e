// HMAC-SHA256 (RFC 2104) over what the platform's own SHA-256 gives; in hexadecimal digits.
import * as Crypto from 'expo-crypto';

const BLOCK = 64;

const bytesOf = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));

const sha256 = async (...parts: Uint8Array<ArrayBuffer>[]): Promise<Uint8Array<ArrayBuffer>> => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await Crypto.digest(Crypto.CryptoDigestAlgorithm.SHA256, whole));
};

/** `key` is hexadecimal, of at most 64 bytes; `text` is ASCII. */
export async function hmac(key: string, text: string): Promise<string> {
  const padded = new Uint8Array(BLOCK);
  padded.set(bytesOf(key));
  const pad = (byte: number) => padded.map((one) => one ^ byte);
  const inner = await sha256(
    pad(0x36),
    Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
  );
  const outer = await sha256(pad(0x5c), inner);
  return Array.from(outer, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
