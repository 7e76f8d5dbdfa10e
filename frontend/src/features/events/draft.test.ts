// What goes to the server when an event is made or changed.
import { expect, test } from 'vitest';
import { LANGUAGES } from '@/i18n';
import { wall } from '@/lib/time';
import { EMPTY, changes, newEvent, wrongs } from './draft';
import { evening, localStart } from './start';

const place = { lat: 60.17, lon: 24.94, name: 'Oodi', address: 'Töölönlahdenkatu 4', locationId: null };
const say = LANGUAGES.en.events;

test('a title and a place are enough; what is missing is said', () => {
  expect(Object.values(wrongs(say, EMPTY, null, 'UTC')).filter(Boolean)).toEqual([
    say.whatWrong,
    say.placeWrong,
  ]);
  const draft = { ...EMPTY, title: ' Tea ' };
  expect(Object.values(wrongs(say, draft, place, 'UTC')).filter(Boolean)).toEqual([]);
  expect(newEvent(draft, place, 'UTC')).toMatchObject({ title: 'Tea', local_start: null, seats: null });
});

test('an edit names only what is different, and leaves the place alone unless it was moved', () => {
  const before = { ...EMPTY, title: 'Tea', start: 'other' as const, other: '2026-11-23T19:00' };
  const after = { ...before, details: { ...before.details, seats: '6' } };
  expect(changes(after, before, null, 'UTC')).toEqual({ seats: 6 });
  expect(changes({ ...before, other: '2026-11-23T20:00' }, before, null, 'UTC')).toEqual({
    local_start: '2026-11-23T20:00:00',
  });
  expect(changes(before, before, place, 'UTC')).toMatchObject({ place: { name: 'Oodi' } });
});

test('seven in the evening is tonight until then, and tomorrow afterwards', () => {
  const noon = Date.parse('2026-11-23T10:00:00Z');
  const late = Date.parse('2026-11-23T18:30:00Z'); // 20:30 in Helsinki
  expect(evening('Europe/Helsinki', noon)).toEqual({ today: true, at: '2026-11-23T19:00:00' });
  expect(evening('Europe/Helsinki', late)).toEqual({ today: false, at: '2026-11-24T19:00:00' });
  expect(evening('Europe/London', late)).toEqual({ today: true, at: '2026-11-23T19:00:00' });
  expect(localStart('evening', '', 'Asia/Tokyo')).toMatch(/T19:00:00$/);
  expect(wall(late, 'Asia/Tokyo')).toBe('2026-11-24T03:30');
});
