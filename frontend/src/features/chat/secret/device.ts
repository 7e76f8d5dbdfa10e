// This device's keys: made when the first secret room is opened on it, known to the server, with packages in stock.
import { newId } from '@/lib/ids';
import * as doors from './doors';
import { type Keys, type Package, makeKeys, makePackage } from './keys';
import { Batch, type Safe } from './safe';

const STOCK = 20;
const LOW = 8;

/** The keys, put to the server if it does not have them. */
export async function ready(safe: Safe): Promise<Keys> {
  const known = await safe.keys();
  const { data, stock } = await doors.myDevices();
  const here = data.find((one) => one.here);
  const keys = known && (!here || here.id === known.id) ? known : await makeKeys(safe.owner, newId());
  if (keys !== known) await safe.write(await withoutRooms(safe, new Batch().put('keys', keys)));
  if (here?.id !== keys.id) await doors.putDevice(keys.id, keys.publicKey);
  const left = here?.id === keys.id ? stock : { packages: 0, last_resort: false };
  if (left.packages < LOW || !left.last_resort) await stockUp(safe, keys, STOCK - left.packages);
  return keys;
}

/** New keys know nothing of old groups. */
async function withoutRooms(safe: Safe, batch: Batch): Promise<Batch> {
  for (const prefix of ['state ', 'package ', 'progress ', 'said ', 'sealed '])
    for (const name of await safe.names(prefix)) batch.put(name, null);
  return batch;
}

/** Private parts are kept before anybody can be handed the public ones. */
async function stockUp(safe: Safe, keys: Keys, count: number): Promise<void> {
  const made: Package[] = [];
  const batch = new Batch();
  for (let n = 0; n <= count; n += 1) {
    const one = await makePackage(keys);
    made.push(one);
    batch.put(`package ${one.ref}`, { ...one, lastResort: n === 0 });
  }
  await safe.write(batch);
  const [last, ...rest] = made.map(({ open }) => open);
  await doors.stockUp(keys.id, rest, last ?? null);
}
