// The group of devices in a secret room, by MLS (RFC 9420). All cryptography is ts-mls's; here is what we ask of it.
import {
  type ClientState,
  type Proposal,
  createApplicationMessage,
  createCommit,
  createGroup,
  createGroupInfoWithExternalPubAndRatchetTree,
  decodeGroupState,
  emptyPskIndex,
  encodeGroupState,
  joinGroup,
  joinGroupExternal,
  processPrivateMessage,
  processPublicMessage,
} from 'ts-mls';
import { ratchetTreeFromExtension } from 'ts-mls/groupInfo.js';
import { decryptSenderData } from 'ts-mls/privateMessage.js';
import { bytes, hex, text, toBase64 } from './bytes';
import {
  type GroupDevice,
  type Keys,
  type Package,
  config,
  decode,
  encode,
  openPackage,
  privateOf,
  using,
} from './keys';

export type { ClientState } from 'ts-mls';

export const store = (state: ClientState): Uint8Array => encodeGroupState(state);

export function restore(kept: Uint8Array, people: readonly string[]): ClientState {
  const found = decodeGroupState(kept, 0)?.[0];
  if (!found) throw new Error('the state of the group is damaged');
  return { ...found, clientConfig: config(people) };
}

export const epochOf = (state: ClientState): number => Number(state.groupContext.epoch);

export function devicesOf(state: ClientState): GroupDevice[] {
  return state.ratchetTree.flatMap((node, at) => {
    if (node?.nodeType !== 'leaf' || node.leaf.credential.credentialType !== 'basic') return [];
    const [userId = '', id = ''] = text(node.leaf.credential.identity).split(':');
    return [{ userId, id, key: toBase64(node.leaf.signaturePublicKey), leaf: at / 2 }];
  });
}

/** Nobody but devices of the two, in the group of this room. */
function checked(state: ClientState, room: string, people: readonly string[]): ClientState {
  const leaves = state.ratchetTree.filter((node) => node?.nodeType === 'leaf').length;
  const known = devicesOf(state);
  if (text(state.groupContext.groupId) !== room) throw new Error('a group of another room');
  if (known.length !== leaves || known.some(({ userId }) => !people.includes(userId)))
    throw new Error('somebody else is in the group');
  return state;
}

export async function begin(
  room: string,
  people: readonly string[],
  keys: Keys,
  own: Package,
): Promise<ClientState> {
  return createGroup(
    bytes(room),
    openPackage(own.open),
    privateOf(keys, own),
    [],
    await using(),
    config(people),
  );
}

export interface Changed {
  state: ClientState;
  change: string;
  welcome: string | null;
  wayIn: string;
}

async function wayInto(state: ClientState): Promise<string> {
  const groupInfo = await createGroupInfoWithExternalPubAndRatchetTree(state, [], await using());
  return encode({ version: 'mls10', wireformat: 'mls_group_info', groupInfo });
}

/** Take devices in and out, and renew the keys; nothing has changed before the server has taken it. */
export async function change(
  state: ClientState,
  add: readonly string[],
  remove: readonly number[],
): Promise<Changed> {
  const extraProposals: Proposal[] = [
    ...remove.map((removed): Proposal => ({ proposalType: 'remove', remove: { removed } })),
    ...add.map((one): Proposal => ({ proposalType: 'add', add: { keyPackage: openPackage(one) } })),
  ];
  const made = await createCommit(
    { state, cipherSuite: await using() },
    { extraProposals, ratchetTreeExtension: true },
  );
  const { welcome } = made;
  return {
    state: made.newState,
    change: encode(made.commit),
    welcome: welcome ? encode({ version: 'mls10', wireformat: 'mls_welcome', welcome }) : null,
    wayIn: await wayInto(made.newState),
  };
}

/** Which key packages a welcome is for. */
export function refsOf(welcome: string): string[] {
  const found = decode(welcome);
  return found.wireformat === 'mls_welcome'
    ? found.welcome.secrets.map(({ newMember }) => hex(newMember))
    : [];
}

export async function enter(
  welcome: string,
  room: string,
  people: readonly string[],
  keys: Keys,
  own: Package,
): Promise<ClientState> {
  const found = decode(welcome);
  if (found.wireformat !== 'mls_welcome') throw new Error('not a welcome');
  const state = await joinGroup(
    found.welcome,
    openPackage(own.open),
    privateOf(keys, own),
    emptyPskIndex,
    await using(),
    undefined,
    undefined,
    config(people),
  );
  return checked(state, room, people);
}

/** Come in by oneself; a device that lost its state takes its own old place. */
export async function comeIn(
  wayIn: string,
  room: string,
  people: readonly string[],
  keys: Keys,
  own: Package,
): Promise<Changed> {
  const found = decode(wayIn);
  if (found.wireformat !== 'mls_group_info') throw new Error('not a way in');
  const tree = ratchetTreeFromExtension(found.groupInfo) ?? [];
  const again = tree.some(
    (node) => node?.nodeType === 'leaf' && toBase64(node.leaf.signaturePublicKey) === keys.publicKey,
  );
  const made = await joinGroupExternal(
    found.groupInfo,
    openPackage(own.open),
    privateOf(keys, own),
    again,
    await using(),
    undefined,
    config(people),
  );
  const { newState, publicMessage } = made;
  const state = checked(newState, room, people);
  const message = encode({ version: 'mls10', wireformat: 'mls_public_message', publicMessage });
  return { state, change: message, welcome: null, wayIn: await wayInto(state) };
}

/** Follow a change that somebody else has made. */
export async function follow(
  state: ClientState,
  message: string,
  room: string,
  people: readonly string[],
): Promise<ClientState> {
  const found = decode(message);
  const cs = await using();
  const made =
    found.wireformat === 'mls_private_message'
      ? await processPrivateMessage(state, found.privateMessage, emptyPskIndex, cs)
      : found.wireformat === 'mls_public_message'
        ? await processPublicMessage(state, found.publicMessage, emptyPskIndex, cs)
        : null;
  if (!made || !('actionTaken' in made)) throw new Error('not a change of the group');
  return checked(made.newState, room, people);
}

/** Sealed for the group as it is; the message's id is bound to it. */
export async function seal(
  state: ClientState,
  id: string,
  words: string,
): Promise<{ state: ClientState; text: string }> {
  const made = await createApplicationMessage(state, bytes(words), await using(), bytes(id));
  const { privateMessage } = made;
  return {
    state: made.newState,
    text: encode({ version: 'mls10', wireformat: 'mls_private_message', privateMessage }),
  };
}

/** What is said in it, if a device of its author sealed it for this id. Its keys are good once. */
export async function open(
  state: ClientState,
  message: string,
  id: string,
  author: string,
): Promise<{ state: ClientState; words: string }> {
  const found = decode(message);
  if (found.wireformat !== 'mls_private_message') throw new Error('not a sealed message');
  const { privateMessage } = found;
  if (text(privateMessage.authenticatedData) !== id) throw new Error('sealed for another message');
  const cs = await using();
  const then = state.historicalReceiverData.get(privateMessage.epoch);
  const secret = then ? then.senderDataSecret : state.keySchedule.senderDataSecret;
  const sender = await decryptSenderData(privateMessage, secret, cs);
  const leaf = (then ?? state).ratchetTree[(sender?.leafIndex ?? -1) * 2];
  const who =
    leaf?.nodeType === 'leaf' && leaf.leaf.credential.credentialType === 'basic'
      ? text(leaf.leaf.credential.identity).split(':')[0]
      : null;
  if (who !== author) throw new Error('sealed by somebody else');
  const made = await processPrivateMessage(state, privateMessage, emptyPskIndex, cs);
  if (made.kind !== 'applicationMessage') throw new Error('not words');
  return { state: made.newState, words: text(made.message) };
}
