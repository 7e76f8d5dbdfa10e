// Of ten thousand rows a screenful is drawn, wherever one is, and the rest is exactly as high as it was.
import { expect, test } from 'vitest';
import { Heights, rowAt, spanAround } from './windowing';

const ids = Array.from({ length: 10_000 }, (_, at) => `row-${at}`);

function measured(): Heights {
  const heights = new Heights();
  for (const [at, id] of ids.entries()) heights.set(id, 40 + (at % 5) * 10); // 60 on average
  return heights;
}

test('around any row as many are drawn as reach over the screen and no more', () => {
  const heights = measured();
  for (const middle of [0, 1, 5_000, 9_999]) {
    const { from, to, above, below } = spanAround(ids, heights, middle, 1_200);
    expect(from).toBeLessThanOrEqual(middle);
    expect(to).toBeGreaterThan(middle);
    expect(to - from).toBeLessThan(46);
    const drawn = ids.slice(from, to).reduce((sum, id) => sum + heights.of(id), 0);
    expect(above + drawn + below).toBe(600_000);
  }
});

test('what has not been measured is taken to be like the rest, and the row at a height is found again', () => {
  const heights = new Heights();
  expect(heights.of('row-0')).toBe(64);
  heights.set('row-0', 100);
  heights.set('row-1', 50);
  heights.set('row-1', 60); // it has grown
  expect(heights.of('row-7')).toBe(80);
  expect(rowAt(ids, heights, 0)).toBe(0);
  expect(rowAt(ids, heights, 130)).toBe(1);
  expect(rowAt(ids, heights, 161)).toBe(2);
  expect(rowAt(ids, heights, 1e9)).toBe(9_999);
  heights.clear();
  expect(heights.of('row-0')).toBe(64);
  expect(spanAround([], heights, -1, 500)).toEqual({ from: 0, to: 0, above: 0, below: 0 });
});
