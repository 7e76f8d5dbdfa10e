// Passkeys, by the browser: options and answers travel as JSON (WebAuthn Level 3).
export type Asked = Record<string, unknown>;

/** Somebody closed the browser's question, or has no passkey for this site. */
export class NoPasskey extends Error {
  override readonly name = 'NoPasskey';
}

export const passkeysWork = (): boolean =>
  typeof PublicKeyCredential === 'function' && 'parseRequestOptionsFromJSON' in PublicKeyCredential;

async function answered(asking: Promise<Credential | null>): Promise<Asked> {
  let credential: Credential | null;
  try {
    credential = await asking;
  } catch (fault) {
    if (fault instanceof DOMException) throw new NoPasskey(fault.name);
    throw fault;
  }
  if (!credential) throw new NoPasskey();
  return (credential as PublicKeyCredential).toJSON() as Asked;
}

/** Asks the device to make one. `options` are the server's; throws NoPasskey. */
export const makePasskey = (options: Asked): Promise<Asked> =>
  answered(
    navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(
        options as unknown as PublicKeyCredentialCreationOptionsJSON,
      ),
    }),
  );

/** Asks the device to show one that it has for this site. */
export const showPasskey = (options: Asked): Promise<Asked> =>
  answered(
    navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(
        options as unknown as PublicKeyCredentialRequestOptionsJSON,
      ),
    }),
  );
