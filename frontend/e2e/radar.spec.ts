// People near by: off until one says so, seen only by those who show themselves, without a map of anybody, and over at once.
import { faults } from './axe';
import { type Person, expect, test } from './people';

async function open({ page }: Person): Promise<void> {
  await page.goto('/radar');
  await expect(page.getByRole('heading', { name: 'People near by' })).toBeVisible();
}

/** Around the Esplanadi, typed as people type. */
async function appear({ page }: Person): Promise<void> {
  await page.getByRole('searchbox', { name: 'Place' }).fill('Esplanadi');
  await page.getByRole('list', { name: 'Places found' }).getByRole('button').first().click();
  await page.getByRole('radio', { name: 'The whole town' }).click();
  await page.getByRole('radio', { name: '1 hour' }).click();
  await page.getByRole('button', { name: 'Show me' }).click();
  await expect(page.getByText(/You are shown for (1 h 0|5\d) min more/)).toBeVisible();
}

test('who wants to be found finds others, until they stop', async ({ ann, bo }) => {
  for (const person of [ann, bo]) await open(person);
  await expect(ann.page.getByText('Nobody sees a point')).toBeVisible();
  await ann.page.getByRole('button', { name: 'Show me' }).click();
  await expect(ann.page.getByText('Say around where.')).toBeVisible();
  await appear(ann);
  const there = ann.page.getByRole('list', { name: 'Who is there' });
  await expect(there.getByText('Aino Lehto')).toBeVisible();
  await expect(there.getByText('Bo', { exact: true }), 'Bo has not shown himself').toHaveCount(0);
  expect(await there.innerText(), 'no distances').not.toMatch(/\d+ ?(m|km)\b/);
  await appear(bo);
  const toBo = bo.page.getByRole('list', { name: 'Who is there' });
  await expect(toBo.getByText('Ann', { exact: true })).toBeVisible();
  await ann.page.getByRole('button', { name: 'Look again' }).click();
  await expect(there.getByText('Bo', { exact: true })).toBeVisible();
  expect(await faults(ann.page)).toEqual([]);

  // On with the keyboard alone: to somebody's page, where one writes, asks, blocks and reports.
  await there.getByRole('link').first().focus();
  await ann.page.keyboard.press('Enter');
  await expect(ann.page.getByRole('heading', { name: 'Aino Lehto' }).first()).toBeVisible();
  await expect(ann.page.getByText(/^Likes .*coffee/)).toBeVisible();

  await open(ann);
  await ann.page.getByRole('button', { name: 'Stop now' }).click();
  await expect(ann.page.getByRole('button', { name: 'Show me' })).toBeVisible();
  await bo.page.getByRole('button', { name: 'Look again' }).click();
  await expect(toBo.getByText('Ann', { exact: true })).toHaveCount(0);
  await bo.page.getByRole('button', { name: 'Stop now' }).click();
  await expect(bo.page.getByRole('button', { name: 'Show me' })).toBeVisible();
});

test('what people say of themselves is chosen in the profile, and age is for nobody', async ({ ann }) => {
  const { page } = ann;
  await page.goto('/me/profile');
  await page.getByRole('group', { name: 'I like' }).getByRole('checkbox', { name: 'coffee' }).click();
  await page.getByRole('group', { name: 'I speak' }).getByRole('checkbox', { name: 'Suomi' }).click();
  await page.getByRole('radiogroup', { name: 'My age' }).getByRole('radio', { name: '25-34' }).click();
  await page.getByRole('switch', { name: 'I am a woman' }).click();
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Ann' }).first()).toBeVisible();
  await open(ann);
  await page.getByRole('button', { name: 'Only people who' }).click();
  await expect(page.getByRole('switch', { name: 'are women' })).toBeEnabled();
  expect(await faults(page)).toEqual([]);
});
