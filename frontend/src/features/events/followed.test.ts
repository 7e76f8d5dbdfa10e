// Whether something is followed already, and how large a circle a map is.
import { expect, test } from 'vitest';
import { type Follow, aroundOf, isSame } from './followed';

const tag: Follow = {
  ...{ id: '1', name: 'vegan', host: null, around: null, tag: 'vegan', words: null, category: null },
  since: '2026-11-25T12:00:00Z',
};

test('a tag is the same however it is written, and not the same as words', () => {
  expect(isSame(tag, { tag: '#Vegan' })).toBe(true);
  expect(isSame(tag, { words: 'vegan' })).toBe(false);
  expect(isSame(tag, { tag: 'vegan', category: 'food' })).toBe(false);
});

test('a place is the same to a thousandth of a degree', () => {
  const here = { ...tag, tag: null, around: { lat: 60.167, lon: 24.947, metres: 300 } };
  expect(isSame(here, { around: { lat: 60.16745, lon: 24.94712, metres: 300 } })).toBe(true);
  expect(isSame(here, { around: { lat: 60.169, lon: 24.947, metres: 300 } })).toBe(false);
  expect(isSame(here, { tag: 'vegan' })).toBe(false);
});

test('a circle in a map is within bounds, also across the 180th meridian', () => {
  expect(aroundOf({ south: 60.1, north: 60.2, west: 24.9, east: 25 }).metres).toBe(5560);
  expect(aroundOf({ south: -80, north: 80, west: -180, east: 180 }).metres).toBe(50_000);
  expect(aroundOf({ south: 0, north: 0.0001, west: 170, east: -170 })).toMatchObject({
    lon: -180,
    metres: 100,
  });
});
