// Devices talk, come and go: with real keys, and nothing between them but what a server would pass on.
import { describe, expect, test } from 'vitest';
import { toBase64, toBytes } from './bytes';
import * as group from './group';
import { type Keys, type Package, isPackageOf, makeKeys, makePackage, safetyNumber } from './keys';

const ROOM = '01a212be-56f4-734c-ac3a-5d74a907bf12';
const TWO = ['ann', 'bo'];

interface Device {
  keys: Keys;
  own: Package;
}

const device = async (userId: string, id: string): Promise<Device> => {
  const keys = await makeKeys(userId, id);
  return { keys, own: await makePackage(keys) };
};
const shown = ({ keys }: Device) => ({ userId: keys.userId, id: keys.id, key: keys.publicKey });

/** Ann has begun, and taken Bo in. */
async function both() {
  const [ann, bo] = [await device('ann', 'a1'), await device('bo', 'b1')];
  const alone = await group.begin(ROOM, TWO, ann.keys, ann.own);
  const first = await group.change(alone, [bo.own.open], []);
  expect(group.refsOf(first.welcome ?? '')).toEqual([bo.own.ref]);
  const theirs = await group.enter(first.welcome ?? '', ROOM, TWO, bo.keys, bo.own);
  return { ann, bo, mine: first.state, theirs, first };
}

describe('two devices', () => {
  test('read what the other has sealed, in whatever order it comes, and each once', async () => {
    const { mine, theirs } = await both();
    let from = mine;
    const sent: string[] = [];
    for (const id of ['one', 'two', 'three']) {
      const made = await group.seal(from, id, `said ${id}`);
      from = made.state;
      sent.push(made.text);
      expect(atob(made.text)).not.toContain('said');
    }
    const [one = '', two = '', three = ''] = sent;
    const third = await group.open(theirs, three, 'three', 'ann');
    const first = await group.open(third.state, one, 'one', 'ann');
    const second = await group.open(first.state, two, 'two', 'ann');
    expect([first.words, second.words, third.words]).toEqual(['said one', 'said two', 'said three']);
    await expect(group.open(second.state, two, 'two', 'ann')).rejects.toThrow();
  });

  test('believe neither another id, nor another author, nor a changed byte', async () => {
    const { mine, theirs } = await both();
    const { text } = await group.seal(mine, 'one', 'said');
    await expect(group.open(theirs, text, 'two', 'ann')).rejects.toThrow('another message');
    await expect(group.open(theirs, text, 'one', 'bo')).rejects.toThrow('somebody else');
    const broken = toBytes(text);
    broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 1;
    await expect(group.open(theirs, toBase64(broken), 'one', 'ann')).rejects.toThrow();
    expect((await group.open(theirs, text, 'one', 'ann')).words).toBe('said');
  });

  test('go on after a reload, from what was kept', async () => {
    const { mine, theirs } = await both();
    const { text } = await group.seal(group.restore(group.store(mine), TWO), 'one', 'said');
    const kept = group.restore(group.store(theirs), TWO);
    expect((await group.open(kept, text, 'one', 'ann')).words).toBe('said');
  });
});

describe('more devices', () => {
  test('one that comes in later reads what comes after, and nothing of before', async () => {
    const { mine, theirs, first } = await both();
    const before = await group.seal(mine, 'before', 'old');
    const phone = await device('bo', 'b2');
    const came = await group.comeIn(first.wayIn, ROOM, TWO, phone.keys, phone.own);
    await expect(group.open(came.state, before.text, 'before', 'ann')).rejects.toThrow();
    const [annNow, boNow] = [
      await group.follow(before.state, came.change, ROOM, TWO),
      await group.follow(theirs, came.change, ROOM, TWO),
    ];
    const after = await group.seal(annNow, 'after', 'new');
    for (const state of [boNow, came.state])
      expect((await group.open(state, after.text, 'after', 'ann')).words).toBe('new');
    expect((await group.open(boNow, before.text, 'before', 'ann')).words).toBe('old');
  });

  test('one that is taken out reads nothing any more', async () => {
    const { mine, first } = await both();
    const phone = await device('bo', 'b2');
    const came = await group.comeIn(first.wayIn, ROOM, TWO, phone.keys, phone.own);
    const annNow = await group.follow(mine, came.change, ROOM, TWO);
    const leaf = group.devicesOf(annNow).find(({ id }) => id === 'b2')?.leaf ?? -1;
    const without = await group.change(annNow, [], [leaf]);
    expect(group.devicesOf(without.state).map(({ id }) => id)).toEqual(['a1', 'b1']);
    const after = await group.seal(without.state, 'after', 'new');
    await expect(group.open(came.state, after.text, 'after', 'ann')).rejects.toThrow();
  });

  test('one that has lost its state takes its own old place', async () => {
    const { bo, mine, first } = await both();
    const fresh = await makePackage(bo.keys);
    const again = await group.comeIn(first.wayIn, ROOM, TWO, bo.keys, fresh);
    const annNow = await group.follow(mine, again.change, ROOM, TWO);
    expect(
      group
        .devicesOf(annNow)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['a1', 'b1']);
    const { text } = await group.seal(annNow, 'one', 'welcome back');
    expect((await group.open(again.state, text, 'one', 'ann')).words).toBe('welcome back');
  });

  test('of somebody else are let in by nobody', async () => {
    const { mine, theirs, first } = await both();
    const eve = await device('eve', 'e1');
    const people = [...TWO, 'eve'];
    const intruder = await group.comeIn(first.wayIn, ROOM, people, eve.keys, eve.own);
    for (const state of [mine, theirs])
      await expect(group.follow(state, intruder.change, ROOM, TWO)).rejects.toThrow();
    await expect(group.comeIn(intruder.wayIn, ROOM, TWO, eve.keys, eve.own)).rejects.toThrow();
  });
});

test('of two changes at once each device follows the one that stands', async () => {
  const { mine, theirs } = await both();
  const [hers, his] = [await group.change(mine, [], []), await group.change(theirs, [], [])];
  const boNow = await group.follow(theirs, hers.change, ROOM, TWO);
  expect(group.epochOf(boNow)).toBe(group.epochOf(hers.state));
  await expect(group.follow(hers.state, his.change, ROOM, TWO)).rejects.toThrow();
});

test('a package is taken only for the device that it says, with the key that is known of it', async () => {
  const [bo, eve] = [await device('bo', 'b1'), await device('eve', 'e1')];
  expect(await isPackageOf(bo.own.open, shown(bo))).toBe(true);
  expect(await isPackageOf(eve.own.open, shown(bo))).toBe(false);
  expect(await isPackageOf(bo.own.open, { ...shown(bo), key: shown(eve).key })).toBe(false);
});

test('the safety number is the same for both, and another with another device', async () => {
  const { ann, bo, mine, theirs } = await both();
  const number = await safetyNumber(group.devicesOf(mine));
  expect(number).toMatch(/^(\d{5} ){11}\d{5}$/);
  expect(await safetyNumber(group.devicesOf(theirs))).toBe(number);
  expect(await safetyNumber([shown(bo), shown(ann)])).toBe(number);
  expect(await safetyNumber([shown(ann), shown(bo), shown(await device('bo', 'b2'))])).not.toBe(number);
});
