// How people look: one's own picture is chosen, seen by whom it is for wherever one's face is, and taken away again.
import { type Page } from '@playwright/test';
import { faults } from './axe';
import { type Person, ask, expect, test } from './people';

type Me = { id: string };

const button = ({ page }: Person, name: string) => page.getByRole('button', { name, exact: true });

/** A square of one colour, as a file. */
async function square(page: Page, colour: string) {
  const bytes = await page.evaluate(async (fill) => {
    const canvas = new OffscreenCanvas(400, 400);
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('nothing to draw with');
    pen.fillStyle = fill;
    pen.fillRect(0, 0, 400, 400);
    return Array.from(
      new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer()),
    );
  }, colour);
  return { name: 'me.png', mimeType: 'image/png', buffer: Buffer.from(bytes) };
}

/** Chosen with the keyboard alone. */
async function choose({ page }: Person, file: { name: string; mimeType: string; buffer: Buffer }) {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^(Choose a|Another) picture$/ }).focus();
  await page.keyboard.press('Enter');
  await (await choosing).setFiles(file);
}

const faceIn = (page: Page, name: string) =>
  page.getByRole('link', { name: new RegExp(name) }).locator('img');

test('Ann shows her face to her friends: it stands in lists, rooms and on her page, and nowhere once it is gone', async ({
  ann,
  bo,
  cy,
}) => {
  const [one, other] = [await ask<Me>(ann, 'GET', '/users/me'), await ask<Me>(bo, 'GET', '/users/me')];
  await ask(ann, 'PUT', `/friends/requests/${other.id}`);
  await ask(bo, 'PUT', `/friends/requests/${one.id}`);
  const { room } = await ask<{ room: Me }>(ann, 'PUT', `/rooms/direct/${other.id}`);
  await ask(ann, 'PUT', `/rooms/${room.id}/messages/${crypto.randomUUID()}`, { body: 'Do I look well?' });

  await ann.page.goto('/me/profile');
  const mine = ann.page.getByRole('group', { name: 'Picture', exact: true });
  await ann.page
    .getByRole('radiogroup', { name: 'Who sees: Picture' })
    .getByRole('radio', { name: 'Friends' })
    .click();
  await button(ann, 'Save').click();
  await expect(ann.page).toHaveURL(/\/me$/);
  await ann.page.goto('/me/profile');
  await choose(ann, { name: 'me.png', mimeType: 'image/png', buffer: Buffer.from('<html>no photo</html>') });
  await expect(mine.getByRole('alert')).toHaveText('It could not be used. This file is no photo.');
  await choose(ann, await square(ann.page, 'teal'));
  await expect(mine.getByText('This is your picture now.')).toBeVisible();
  expect(await faults(ann.page)).toEqual([]);
  await ann.page.reload();
  await expect(mine.locator('img').last()).toHaveAttribute('src', /^http/);
  await expect(
    ann.page.getByRole('radiogroup', { name: 'Who sees: Picture' }).getByRole('radio', { checked: true }),
  ).toHaveText('Friends');

  // Her friend sees it wherever she is, and larger on her page; whoever is no friend sees her letter.
  await bo.page.goto('/friends');
  await expect(faceIn(bo.page, 'Ann').last()).toHaveAttribute('src', /^http/);
  await bo.page.goto(`/rooms/${room.id}`);
  await expect(bo.page.getByRole('log').locator('img').last()).toHaveAttribute('src', /^http/);
  await expect(faceIn(bo.page, 'Ann').last()).toHaveAttribute('src', /^http/);
  await bo.page.goto(`/people/${one.id}`);
  const enlarge = button(bo, 'Picture of Ann: enlarge');
  await enlarge.focus();
  await bo.page.keyboard.press('Enter');
  const large = bo.page.getByRole('dialog', { name: 'Picture of Ann' });
  const shown = large.getByRole('img', { name: 'Picture of Ann' }).last();
  await expect(shown).toHaveAttribute('src', /^http/);
  const address = (await shown.getAttribute('src')) ?? '';
  expect((await bo.page.request.get(address)).status()).toBe(200);
  await bo.page.keyboard.press('Escape');
  await expect(enlarge).toBeFocused();
  expect(await faults(bo.page)).toEqual([]);
  await cy.page.goto(`/people/${one.id}`);
  await expect(cy.page.getByRole('heading', { name: 'Ann', level: 2 })).toBeVisible();
  await cy.page.waitForLoadState('networkidle');
  await expect(cy.page.getByRole('main').locator('img')).toHaveCount(0);

  // Another one in its place, then none: what Bo had found leads nowhere.
  await choose(ann, await square(ann.page, 'crimson'));
  await expect(mine.getByText('This is your picture now.')).toBeVisible();
  await expect.poll(async () => (await bo.page.request.get(address)).status()).not.toBe(200);
  await button(ann, 'Remove picture').click();
  await expect(mine.getByText('The picture is gone.')).toBeVisible();
  await expect(mine.locator('img')).toHaveCount(0);
  await bo.page.goto('/friends');
  await expect(bo.page.getByRole('link', { name: /Ann/ })).toBeVisible();
  await bo.page.waitForLoadState('networkidle');
  await expect(faceIn(bo.page, 'Ann')).toHaveCount(0);
});
