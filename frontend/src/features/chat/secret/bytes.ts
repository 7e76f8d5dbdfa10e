// Bytes as text, and text as bytes.
export const bytes = (words: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(words);
export const text = (found: Uint8Array): string => new TextDecoder().decode(found);

export const hex = (found: Uint8Array): string =>
  Array.from(found, (byte) => byte.toString(16).padStart(2, '0')).join('');

export const toBytes = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));

export function toBase64(found: Uint8Array): string {
  let signs = '';
  for (const byte of found) signs += String.fromCharCode(byte);
  return btoa(signs);
}
