// Times as people in different places read them.
import { expect, test } from 'vitest';
import {
  clockTime,
  dayWords,
  instantsOf,
  setHours,
  skippedTo,
  spanWords,
  startWords,
  viewerTime,
  wall,
} from './time';

const now = Date.parse('2026-11-23T10:00:00Z');
const picnic = {
  starts_at: '2026-11-23T17:00:00Z',
  ends_at: '2026-11-23T19:30:00Z',
  time_zone: 'Europe/Helsinki',
};

test('the time is that of the place', () => {
  expect(startWords(picnic, now, 'en-GB')).toBe('Today, 19:00');
  expect(spanWords(picnic, now, 'en-GB')).toBe('Today, 19:00–21:30');
  expect(startWords(picnic, now, 'ja-JP')).toBe('今日, 19:00');
});

test('whoever wants it is told the time in twelve hours', () => {
  setHours('12');
  const at = Date.parse(picnic.starts_at);
  expect(clockTime(at, 'Europe/Helsinki', 'en-GB')).toBe('7:00 pm');
  expect(clockTime(at, 'Europe/Helsinki', 'ja-JP')).toBe('午後7:00');
  setHours('24');
  expect(clockTime(at, 'Europe/Helsinki', 'en-GB')).toBe('19:00');
});

test('a viewer elsewhere is told what their own clock says then; one there is not', () => {
  expect(viewerTime(picnic, 'Asia/Tokyo', 'en-GB')).toBe('Tue 24 Nov, 02:00');
  expect(viewerTime(picnic, 'Europe/Helsinki', 'en-GB')).toBeNull();
  expect(viewerTime(picnic, 'Europe/Kyiv', 'en-GB')).toBeNull();
});

test('tomorrow begins at midnight of the place', () => {
  expect(dayWords(Date.parse('2026-11-23T22:30:00Z'), now, 'Europe/Helsinki', 'en-GB')).toBe('Tomorrow');
  expect(dayWords(Date.parse('2026-11-23T22:30:00Z'), now, 'Europe/London', 'en-GB')).toBe('Today');
});

test('the wall clock over the end of summer time', () => {
  expect(wall(Date.parse('2026-10-25T00:30:00Z'), 'Europe/Helsinki')).toBe('2026-10-25T03:30');
  expect(wall(Date.parse('2026-10-25T01:30:00Z'), 'Europe/Helsinki')).toBe('2026-10-25T03:30');
});

test('a time that clocks skip is none, and moves on; one that they say twice is two', () => {
  expect(instantsOf('2027-03-28T03:30', 'Europe/Helsinki')).toEqual([]);
  expect(skippedTo('2027-03-28T03:30', 'Europe/Helsinki')).toBe('2027-03-28T04:30');
  const twice = instantsOf('2026-10-25T03:30', 'Europe/Helsinki');
  expect(twice.map((at) => new Date(at).toISOString())).toEqual([
    '2026-10-25T00:30:00.000Z',
    '2026-10-25T01:30:00.000Z',
  ]);
  expect(instantsOf('2026-11-23T19:00', 'Asia/Tokyo')).toEqual([Date.parse('2026-11-23T10:00Z')]);
});
