// A photo at a place, for a day: its author's friends see it on the map, and nobody else does.
import { TELEPHONE, photo } from './photos';
import { type Person, ask, expect, expectRefusals, freeSpot, test } from './people';

type Me = { id: string };

const map = ({ page }: Person) => page.getByRole('group', { name: 'Map of what is on' });

/** What stands on the map does so before its streets are drawn; who taps it waits for them, for as long as it takes. */
const drawn = async (person: Person): Promise<void> => {
  await person.page.goto('/');
  const there = map(person).and(person.page.locator('[aria-busy=false]'));
  await expect(there, 'the map is drawn').toBeVisible({ timeout: 120_000 });
};

async function pin({ page, name }: Person, words: string, choices: string[]): Promise<string> {
  const free = await freeSpot(page);
  await page.mouse.click(free.x, free.y);
  await page.getByRole('link', { name: 'Share a moment' }).last().click();
  await expect(page.getByRole('heading', { name: 'A moment' })).toBeVisible();
  const file = await photo(page);
  expect(file.includes(TELEPHONE), 'the telephone wrote where it was').toBe(true);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose photos' }).click();
  await (await choosing).setFiles({ name: 'evening.jpg', mimeType: 'image/jpeg', buffer: file });
  await page.getByLabel('What photo 1 shows').fill('An evening by the sea');
  await page.getByLabel('A few words (optional)').fill(words);
  for (const choice of choices) await page.getByRole('radio', { name: choice, exact: true }).click();
  await expect(page.getByRole('progressbar', { name: 'On its way' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Share it' }).click();
  await expect(page).toHaveURL(/\/moments\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('link', { name: new RegExp(name) })).toBeVisible();
  return new URL(page.url()).pathname;
}

test('Ann pins a photo to the map: Bo sees it come and opens it, Cy does not, and a block or Ann takes it away', async ({
  ann,
  bo,
  cy,
}) => {
  const [one, other] = [await ask<Me>(ann, 'GET', '/users/me'), await ask<Me>(bo, 'GET', '/users/me')];
  await ask(ann, 'PUT', `/friends/requests/${other.id}`);
  await ask(bo, 'PUT', `/friends/requests/${one.id}`);
  for (const { page } of [bo, cy]) await page.goto('/plans'); // one map is drawn at a time
  await drawn(ann);
  await bo.page.goto('/');
  await expect(map(bo).getByRole('button', { name: 'Zoom in', exact: true })).toBeVisible();

  const address = await pin(ann, 'So quiet here', ['Exactly there', 'Friends', 'Now']);
  await expect(ann.page.getByText('So quiet here')).toBeVisible();
  await expect(ann.page.getByRole('button', { name: 'Keep in my journal' })).toBeVisible();

  // Bo has done nothing: it appears on his map, and in the list beside it, and the keyboard opens it.
  const mark = map(bo).getByRole('button', { name: /^Moment of Ann/ });
  await expect(mark).toBeVisible();
  await expect(bo.page.getByRole('list', { name: 'Moments here' }).getByRole('button')).toHaveCount(1);
  await mark.focus();
  await bo.page.keyboard.press('Enter');
  await expect(bo.page.getByText('So quiet here')).toBeVisible();
  await expect(bo.page.getByText(/ left$/)).toBeVisible();
  const enlarge = bo.page.getByRole('button', { name: 'An evening by the sea: enlarge' });
  const shown = enlarge.getByRole('img', { name: 'An evening by the sea' }).last();
  await expect(shown).toHaveAttribute('src', /^http/);
  const file = (await shown.getAttribute('src')) ?? '';
  const bytes = await (await bo.page.request.get(file)).body();
  expect(bytes.subarray(8, 12).toString()).toBe('WEBP');
  for (const secret of [TELEPHONE, 'Exif', 'EXIF', 'XMP ']) expect(bytes.includes(secret)).toBe(false);
  await bo.page.getByRole('button', { name: 'Like', exact: true }).click();
  await expect(ann.page.getByText('1 person likes it')).toBeVisible();

  // Moments are a layer of their own, gone from the map and the list together, and back.
  await bo.page.goto('/');
  const layer = bo.page.getByRole('switch', { name: 'Moments' });
  const filters = bo.page.getByRole('button', { name: 'What is shown' });
  for (const shown of [0, 1]) {
    await filters.click();
    await layer.click();
    await bo.page.getByRole('button', { name: 'Done' }).click();
    await expect(mark).toHaveCount(shown);
    await expect(bo.page.getByRole('list', { name: 'Moments here' })).toHaveCount(shown);
  }

  // For Cy, whom Ann does not know, there is none: not on the map, not in the list, not by its address.
  expectRefusals();
  await cy.page.goto('/');
  await expect(map(cy).getByRole('button', { name: 'Zoom in', exact: true })).toBeVisible();
  await expect(map(cy).getByRole('button', { name: /^Moment/ })).toHaveCount(0);
  await expect(cy.page.getByRole('list', { name: 'Moments here' })).toHaveCount(0);
  await cy.page.goto(address);
  await expect(cy.page.getByText('This moment is over')).toBeVisible();

  // Nor for Bo, once he has blocked Ann; his screens lose it by themselves.
  await bo.page.goto('/');
  await expect(mark).toBeVisible();
  await ask(bo, 'PUT', `/users/me/blocks/${one.id}`).catch(() => undefined); // it answers with nothing
  await expect(mark).toHaveCount(0);
  await bo.page.goto(address);
  await expect(bo.page.getByText('This moment is over')).toBeVisible();

  // Ann deletes it: her journal is empty, and nothing is behind the address of the photo.
  await ann.page.getByRole('button', { name: 'Delete', exact: true }).click();
  await ann.page.getByRole('alertdialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(ann.page.getByText('Nothing here yet')).toBeVisible();
  await expect.poll(async () => (await bo.page.request.get(file)).status()).not.toBe(200);
  await ask(bo, 'DELETE', `/users/me/blocks/${one.id}`).catch(() => undefined); // others here are friends again
});
