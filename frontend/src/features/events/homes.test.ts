import { expect, test } from 'vitest';
import doors from './doors.json';
import { isDoor, mayBeHome } from './homes';

test('what has a number as on a door is told from a name, in numerals of any kind', () => {
  expect(doors.doors.filter((said) => !isDoor(said))).toEqual([]);
  expect(doors.names.filter(isDoor)).toEqual([]);
});

test('a typed address with kanji numerals may be a home', () => {
  const place = { name: '', address: '神宮前一丁目二番', locationId: null };
  const shown = { visibility: 'public', addressFor: 'everyone' } as const;
  expect(mayBeHome({ ...place, name: '鈴木' }, shown)).toBe(true);
  expect(mayBeHome({ ...place, name: '六本木', address: '六本木' }, shown)).toBe(false);
  expect(mayBeHome(place, { ...shown, addressFor: 'guests' })).toBe(false);
});
