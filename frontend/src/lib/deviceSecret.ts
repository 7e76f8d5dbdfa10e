// What this device is known by at the door; apps keep no cookies. The keychain keeps it.
import * as Crypto from 'expo-crypto';
import { keep, recall } from './keep';

const KEY = 'tomoda.device';
let made: Promise<string> | null = null;

async function recallOrMake(): Promise<string> {
  const kept = await recall(KEY);
  if (kept) return kept;
  const secret = Array.from(Crypto.getRandomBytes(24), (byte) => byte.toString(16).padStart(2, '0')).join('');
  await keep(KEY, secret);
  return secret;
}

/** 48 hexadecimal digits, the same for as long as the app is installed. */
export const deviceSecret = (): Promise<string | null> => (made ??= recallOrMake());
