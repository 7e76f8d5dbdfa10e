// Secret rooms as the rest of the app uses them: one thing at a time over all tabs, each from what was kept last.
import { type Schemas, refusedFor } from '@/api/client';
import { alone } from '@/lib/alone';
import { now } from '@/lib/clock';
import * as device from './device';
import * as doors from './doors';
import * as group from './group';
import { type GroupDevice, safetyNumber } from './keys';
import { Batch, type Plain, type Safe, openSafe } from './safe';
import { Visit } from './visit';

type Message = Schemas['Message'];

/** What this device knows of a secret room. */
export interface Opened {
  said: ReadonlyMap<string, Plain>;
  devices: readonly GroupDevice[];
  /** This device. */
  here: string;
  number: string;
  compared: string | null;
}

const TRIES = 5;

export class NoVault extends Error {}

/** Each look begins with what was kept: another tab may have gone on since. */
async function visit<T>(
  room: string,
  people: readonly string[],
  run: (here: Visit) => Promise<T>,
): Promise<T> {
  const safe = await openSafe();
  if (!safe) throw new NoVault();
  return alone(`secret ${safe.owner}`, async () => {
    const keys = await device.ready(safe);
    const here = new Visit(safe, keys, room, people, await safe.progress(room));
    const kept = await safe.bytes(`state ${room}`);
    here.state = kept && group.restore(kept, people);
    return run(here);
  });
}

async function opened(here: Visit): Promise<Opened> {
  return {
    said: await here.safe.said(here.room, now()),
    devices: here.devices(),
    here: here.keys.id,
    number: await safetyNumber(here.devices()),
    compared: here.progress.compared,
  };
}

/** Read on; `shown` are messages on the screen, of which some may have been changed or taken back since. */
export const catchUp = (
  room: string,
  people: readonly string[],
  shown: readonly Message[],
): Promise<Opened> =>
  visit(room, people, async (here) => {
    await here.settle();
    const batch = new Batch();
    for (const message of shown) await here.read(message, batch);
    if (batch.changes.size) await here.save(batch);
    return opened(here);
  });

/** What can be read without asking anybody. */
export async function readKept(room: string): Promise<ReadonlyMap<string, Plain> | null> {
  const safe: Safe | null = await openSafe();
  return safe && safe.said(room, now());
}

/** Sealed for the devices of now; sealed anew if they have changed before it arrived. */
async function say<T>(
  here: Visit,
  id: string,
  words: string,
  put: (sealed: Schemas['Sealed']) => Promise<T>,
): Promise<T> {
  const name = `sealed ${id}`;
  let sealed = await here.safe.get<Schemas['Sealed']>(name); // an answer that was lost is asked for again
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (!sealed) {
      if (!here.state) throw new Error('no group');
      const made = await group.seal(here.state, id, words);
      here.state = made.state;
      sealed = { epoch: group.epochOf(made.state), text: made.text };
      await here.save(new Batch().put(name, sealed));
    }
    try {
      const answer = await put(sealed);
      await here.safe.write(new Batch().put(name, null));
      return answer;
    } catch (failure) {
      if (!refusedFor(failure, 'epoch_passed')) throw failure;
      const now = here.state ? group.epochOf(here.state) : null;
      await here.settle(sealed.epoch === now);
      sealed = null;
    }
  }
  throw new Error('the group of devices does not come to rest');
}

const keep = async (here: Visit, message: Message, words: string): Promise<Message> => {
  const plain: Plain = { words, at: message.edited_at, expires: message.expires_at };
  await here.safe.write(new Batch().put(`said ${here.room} ${message.id}`, plain));
  return message;
};

export const send = (
  room: string,
  people: readonly string[],
  id: string,
  words: string,
  reply_to: string | null,
): Promise<Message> =>
  visit(room, people, async (here) => {
    await here.settle();
    const first: Plain = { words, at: null, expires: null };
    await here.safe.write(new Batch().put(`said ${room} ${id}`, first));
    const sent = await say(here, id, words, (sealed) => doors.send(room, id, { sealed, reply_to }));
    return keep(here, sent, words);
  });

export const edit = (room: string, people: readonly string[], id: string, words: string): Promise<Message> =>
  visit(room, people, async (here) => {
    await here.settle();
    return keep(here, await say(here, id, words, (sealed) => doors.edit(room, id, sealed)), words);
  });

/** The number was compared with the other's, or that is taken back. */
export const compare = (room: string, people: readonly string[], number: string | null): Promise<Opened> =>
  visit(room, people, async (here) => {
    here.progress.compared = number;
    await here.save(new Batch());
    return opened(here);
  });
