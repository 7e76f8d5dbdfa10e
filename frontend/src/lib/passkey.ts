// Passkeys: the browser has them; the app on phones does not yet.
export type Asked = Record<string, unknown>;

/** Somebody closed the browser's question, or has no passkey for this site. */
export class NoPasskey extends Error {
  override readonly name = 'NoPasskey';
}

export const passkeysWork = (): boolean => false;
export const makePasskey = async (_options: Asked): Promise<Asked> => Promise.reject(new NoPasskey());
export const showPasskey = async (_options: Asked): Promise<Asked> => Promise.reject(new NoPasskey());
