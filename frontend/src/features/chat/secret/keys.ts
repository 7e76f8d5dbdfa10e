// Keys of a device, and key packages that let others take it into a group: MLS (RFC 9420), by ts-mls.
import {
  type CiphersuiteImpl,
  type ClientConfig,
  type KeyPackage,
  type MLSMessage,
  type PrivateKeyPackage,
  decodeMlsMessage,
  defaultCapabilities,
  defaultKeyPackageEqualityConfig,
  defaultLifetimeConfig,
  defaultPaddingConfig,
  encodeMlsMessage,
  generateKeyPackage,
  generateKeyPackageWithKey,
  getCiphersuiteFromName,
  getCiphersuiteImpl,
} from 'ts-mls';
import { makeKeyPackageRef, verifyKeyPackage } from 'ts-mls/keyPackage.js';
import { bytes, hex, text, toBase64, toBytes } from './bytes';

/** P-256, AES-GCM and SHA-256 are in every browser's Web Crypto; signatures come from @noble/curves. */
const SUITE = 'MLS_128_DHKEMP256_AES128GCM_SHA256_P256';
const DAY = 86_400n;
export const PACKAGE_DAYS = 30;

let suite: Promise<CiphersuiteImpl> | null = null;
export const using = (): Promise<CiphersuiteImpl> =>
  (suite ??= getCiphersuiteImpl(getCiphersuiteFromName(SUITE)));

/** A device as the group knows it; `key` is its public one, in base64. */
export interface GroupDevice {
  userId: string;
  id: string;
  key: string;
  leaf: number;
}

export interface Keys {
  userId: string;
  id: string;
  signKey: string;
  publicKey: string;
}

/** A key package with its private part, which stays on the device. */
export interface Package {
  ref: string;
  open: string;
  init: string;
  hpke: string;
  /** Handed out again and again when no other is left. */
  lastResort?: boolean;
}

/** Whoever claims to be a device of somebody who is not one of the two is let into nothing. */
export const config = (people: readonly string[]): ClientConfig => ({
  keyRetentionConfig: {
    retainKeysForGenerations: 1000,
    retainKeysForEpochs: 8,
    maximumForwardRatchetSteps: 1000,
  },
  lifetimeConfig: defaultLifetimeConfig,
  keyPackageEqualityConfig: defaultKeyPackageEqualityConfig,
  paddingConfig: defaultPaddingConfig,
  authService: {
    validateCredential: async (credential) =>
      credential.credentialType === 'basic' && people.includes(text(credential.identity).split(':')[0] ?? ''),
  },
});

export const decode = (message: string): MLSMessage => {
  const found = decodeMlsMessage(toBytes(message), 0)?.[0];
  if (!found) throw new Error('not a message of MLS');
  return found;
};
export const encode = (message: MLSMessage): string => toBase64(encodeMlsMessage(message));
const credentialOf = ({ userId, id }: Pick<Keys, 'userId' | 'id'>) =>
  ({ credentialType: 'basic', identity: bytes(`${userId}:${id}`) }) as const;

const lifetime = () => {
  const now = BigInt(Math.floor(Date.now() / 1000));
  return { notBefore: now - DAY / 4n, notAfter: now + BigInt(PACKAGE_DAYS) * DAY };
};

export async function makeKeys(userId: string, id: string): Promise<Keys> {
  const made = await generateKeyPackage(
    credentialOf({ userId, id }),
    defaultCapabilities(),
    lifetime(),
    [],
    await using(),
  );
  return {
    userId,
    id,
    signKey: toBase64(made.privatePackage.signaturePrivateKey),
    publicKey: toBase64(made.publicPackage.leafNode.signaturePublicKey),
  };
}

export async function makePackage(keys: Keys): Promise<Package> {
  const cs = await using();
  const pair = { signKey: toBytes(keys.signKey), publicKey: toBytes(keys.publicKey) };
  const { publicPackage, privatePackage } = await generateKeyPackageWithKey(
    credentialOf(keys),
    defaultCapabilities(),
    lifetime(),
    [],
    pair,
    cs,
  );
  return {
    ref: hex(await makeKeyPackageRef(publicPackage, cs.hash)),
    open: encode({ version: 'mls10', wireformat: 'mls_key_package', keyPackage: publicPackage }),
    init: toBase64(privatePackage.initPrivateKey),
    hpke: toBase64(privatePackage.hpkePrivateKey),
  };
}

export const openPackage = (message: string): KeyPackage => {
  const found = decode(message);
  if (found.wireformat !== 'mls_key_package') throw new Error('not a key package');
  return found.keyPackage;
};

export const privateOf = (keys: Keys, { init, hpke }: Package): PrivateKeyPackage => ({
  initPrivateKey: toBytes(init),
  hpkePrivateKey: toBytes(hpke),
  signaturePrivateKey: toBytes(keys.signKey),
});

/** Whether this is a package of that device and of no other, signed, and still good. */
export async function isPackageOf(message: string, device: Omit<GroupDevice, 'leaf'>): Promise<boolean> {
  const found = openPackage(message);
  const { credential, signaturePublicKey, lifetime: span } = found.leafNode;
  const now = BigInt(Math.floor(Date.now() / 1000));
  return (
    credential.credentialType === 'basic' &&
    text(credential.identity) === `${device.userId}:${device.id}` &&
    toBase64(signaturePublicKey) === device.key &&
    span.notBefore <= now &&
    now < span.notAfter &&
    (await verifyKeyPackage(found, (await using()).signature))
  );
}

/** Sixty digits: thirty for each of the two, from all keys of their devices. */
export async function safetyNumber(devices: readonly Omit<GroupDevice, 'leaf'>[]): Promise<string> {
  const { hash } = await using();
  const people = [...new Set(devices.map(({ userId }) => userId))].sort();
  const parts = people.map(async (person) => {
    const keys = devices.filter(({ userId }) => userId === person).map(({ id, key }) => `${id} ${key}`);
    const digest = await hash.digest(bytes([person, ...keys.sort()].join('\n')));
    return Array.from({ length: 6 }, (_, group) => {
      const part = digest.slice(group * 5, group * 5 + 5).reduce((sum, byte) => sum * 256 + byte, 0);
      return String(part % 100_000).padStart(5, '0');
    });
  });
  return (await Promise.all(parts)).flat().join(' ');
}
