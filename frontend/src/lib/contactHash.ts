// What is told of a mail address instead of it.
import * as Crypto from 'expo-crypto';

/** The hash by which the server compares: it never gets the address itself. */
export const contactHash = (address: string): Promise<string> =>
  Crypto.digestStringAsync(Crypto.CryptoDigestAlgorithm.SHA256, `tomoda:${address.toLowerCase()}`);
