// Many who ask in one moment make few requests, and each gets what is theirs.
import { expect, test } from 'vitest';
import { together } from './together';

test('what is asked for at once is asked for together, each once, and the missing is null', async () => {
  const asked: string[][] = [];
  const find = together((ids: string[]) => {
    asked.push(ids);
    return Promise.resolve(new Map(ids.filter((id) => id !== 'nobody').map((id) => [id, `${id}'s`])));
  }, 2);
  const found = await Promise.all(['ann', 'bo', 'ann', 'nobody'].map(find));
  expect(found).toEqual(["ann's", "bo's", "ann's", null]);
  expect(asked).toEqual([['ann', 'bo'], ['nobody']]);
  expect(await find('cy')).toBe("cy's");
});

test('who asked for what failed hears of it, and the next request is a new one', async () => {
  let broken = true;
  const find = together<string>((ids) => {
    if (broken) return Promise.reject(new Error('the line broke'));
    return Promise.resolve(new Map(ids.map((id) => [id, id])));
  }, 50);
  await expect(Promise.all([find('ann'), find('bo')])).rejects.toThrow('the line broke');
  broken = false;
  expect(await find('ann')).toBe('ann');
});
