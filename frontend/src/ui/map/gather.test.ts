// What covers what on the map.
import { expect, test } from 'vitest';
import { gather } from './gather';
import type { Marker } from './types';

const marker = (id: string, lon: number, selected = false): Marker => ({
  ...{
    id,
    lat: 60.17,
    lon,
    selected,
    name: id,
    short: id,
    icon: 'coffee',
    tint: 0,
    live: false,
    mine: false,
  },
});
const ids = (markers: Marker[], zoom: number) => gather(markers, zoom).markers.map(({ id }) => id);

test('seen from far away, neighbours are one number; from near, each is itself', () => {
  const two = [marker('tea', 24.94), marker('walk', 24.945)];
  expect(gather(two, 10)).toMatchObject({
    markers: [],
    clusters: [{ count: 2, lon: expect.closeTo(24.9425) }],
  });
  expect(ids(two, 16)).toEqual(['tea', 'walk']);
});

test('what is open stays visible among its neighbours', () => {
  const three = [marker('tea', 24.94), marker('walk', 24.9401, true), marker('film', 24.9402)];
  expect(ids(three, 12)).toEqual(['walk']);
  expect(gather(three, 12).clusters).toMatchObject([{ count: 2 }]);
});

test('events at one door stand above each other when nothing else separates them', () => {
  const two = [marker('tea', 24.94), marker('walk', 24.94)];
  expect(gather(two, 18).markers.map(({ up }) => up)).toEqual([0, 38]);
});
