// What goes to the server when an event is made or changed.
import { expect, test } from 'vitest';
import { LANGUAGES } from '@/i18n/words';
import { wall } from '@/lib/time';
import { EMPTY, movedEnd, wrongs } from './draft';
import { changes, newEvent } from './sent';
import { evening, localStart } from './start';

const place = { lat: 60.17, lon: 24.94, name: 'Oodi', address: 'Töölönlahdenkatu 4', locationId: null };
const words = LANGUAGES.en;
const say = words.events;

test('a title and a place are enough; what is missing is said', () => {
  expect(Object.values(wrongs(words, EMPTY, null, 'UTC')).filter(Boolean)).toEqual([
    say.whatWrong,
    say.placeWrong,
  ]);
  const draft = { ...EMPTY, title: ' Tea ' };
  expect(Object.values(wrongs(words, draft, place, 'UTC')).filter(Boolean)).toEqual([]);
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

test('of two equal times the second says its offset, and an end moves along with its start', () => {
  const night = { ...EMPTY, title: 'Dance', start: 'other' as const, other: '2027-10-31T03:30' };
  expect(newEvent(night, place, 'Europe/Helsinki').local_start).toBe('2027-10-31T03:30:00');
  expect(newEvent({ ...night, fold: 'second' }, place, 'Europe/Helsinki').local_start).toBe(
    '2027-10-31T03:30:00+02:00',
  );
  expect(movedEnd('2027-03-13T21:30', '2027-03-13T19:00', '2027-03-14T23:00')).toBe('2027-03-15T01:30');
});

test('a quorum needs a number up to the seats, and a time before the start', () => {
  const draft = { ...EMPTY, title: 'Football', start: 'other' as const, other: '2099-05-01T18:00' };
  const wrong = (needs: string, by: string) =>
    wrongs(words, { ...draft, quorum: { needs, by } }, place, 'UTC').quorum;
  expect(wrong('5', '2099-05-01T12:00')).toBeNull();
  expect(wrong('5', '2099-05-01T19:00')).toBe(words.hosting.quorumWrong);
  expect(wrong('5', '')).toBe(words.hosting.quorumWrong);
  expect(wrong('1.5', '2099-05-01T12:00')).toBe(words.hosting.quorumWrong);
  expect(wrong('', '')).toBeNull();
});

test('tags are read as people write them, and questions go along only when they are other ones', () => {
  const draft = { ...EMPTY, title: 'Tea', details: { ...EMPTY.details, tags: '#vegan, beginners、  ' } };
  expect(newEvent(draft, place, 'UTC').tags).toEqual(['vegan', 'beginners']);
  const question = { id: '01a21102-3f81-7ebe-8128-af1765a8ba25', prompt: ' Tea or coffee? ', required: true };
  const asking = { ...draft, questions: [question] };
  expect(changes(asking, draft, null, 'UTC')).toEqual({
    questions: [{ ...question, prompt: 'Tea or coffee?' }],
  });
  expect(changes(asking, asking, null, 'UTC')).toEqual({});
  expect(wrongs(words, { ...draft, questions: [{ ...question, prompt: ' ' }] }, place, 'UTC').questions).toBe(
    words.asking.questionWrong,
  );
  const weekly = { frequency: 'weekly' as const, every: '2', weekdays: [3], until: '' };
  expect(
    newEvent({ ...draft, repeat: weekly, start: 'other', other: '2026-11-23T19:00' }, place, 'UTC').repeat,
  ).toEqual({
    frequency: 'weekly',
    every: 2,
    weekdays: [1, 3],
    until: null,
  });
});

test('what is right now says when it begins and ends, with whose clock that is; and repeats never', () => {
  const draft = { ...EMPTY, title: 'Ramen', start: 'right' as const, soon: { begins: '20', lasts: '180' } };
  const sent = newEvent(draft, place, 'America/Caracas');
  const [start, end] = [sent.local_start, sent.local_end].map((said) => Date.parse(said ?? '')) as [
    number,
    number,
  ];
  expect(sent).toMatchObject({ right_now: true, repeat: null });
  expect(sent.local_start).toMatch(/-04:00$/);
  expect(end - start).toBe(3 * 3_600_000);
  expect(start - Date.now()).toBeGreaterThan(18 * 60_000);
  expect(start - Date.now()).toBeLessThanOrEqual(20 * 60_000);
  expect(newEvent({ ...draft, start: 'now' }, place, 'UTC')).toMatchObject({
    right_now: false,
    local_start: null,
  });
});
