// Being here, and being read: what others see of it, and what is kept of a conversation.
import { readFile } from 'node:fs/promises';
import { type Person, ask, expect, say, test } from './people';

type Me = { id: string };
type Friends = { data: { person: Me }[] };

async function befriend(one: Person, other: Person): Promise<string> {
  const [a, b] = [await ask<Me>(one, 'GET', '/users/me'), await ask<Me>(other, 'GET', '/users/me')];
  const known = await ask<Friends>(one, 'GET', '/friends');
  if (!known.data.some(({ person }) => person.id === b.id)) {
    await ask(other, 'PUT', `/friends/requests/${a.id}`);
    await ask(one, 'PUT', `/friends/requests/${b.id}`);
  }
  const { room } = await ask<{ room: Me }>(one, 'PUT', `/rooms/direct/${b.id}`);
  return room.id;
}

test('Bo is seen as she likes, and read when she has looked; what Cy reads is translated and kept', async ({
  bo,
  cy,
}) => {
  const room = await befriend(bo, cy);
  await bo.page.goto('/me/here');
  await bo.page.getByLabel('In a few words').fill('Free till 22:00');
  await bo.page.getByRole('radio', { name: '🍜' }).click();
  await bo.page.getByRole('button', { name: 'Say it' }).click();
  await expect(bo.page.getByRole('status').getByText('🍜 Free till 22:00')).toBeVisible();
  await cy.page.goto(`/rooms/${room}`);
  await expect(cy.page.getByText('online · 🍜 Free till 22:00').first()).toBeVisible();
  const invisible = bo.page.getByRole('switch', { name: /^Invisible/ });
  await invisible.click();
  await expect(bo.page.getByText('Nobody sees you.')).toBeVisible();
  await expect(cy.page.getByText('Free till 22:00')).toHaveCount(0);
  await invisible.click();
  await expect(cy.page.getByText('online · 🍜 Free till 22:00').first()).toBeVisible();

  // Read is what was on the screen, not what has merely arrived.
  await cy.page.goto('/plans');
  await bo.page.goto(`/rooms/${room}`);
  await say(bo, 'Ramen at the station?');
  const there = cy.page.getByRole('navigation').getByText('1', { exact: true });
  await expect(there.first(), 'it has arrived').toBeVisible();
  const read = bo.page.getByRole('log').getByText('Read', { exact: true });
  await expect(read).toHaveCount(0);
  await cy.page.goto(`/rooms/${room}`);
  await expect(read).toBeVisible();

  await cy.page.getByRole('log').getByText('Ramen at the station?').click();
  await cy.page.getByRole('button', { name: 'Translate' }).click();
  await expect(cy.page.getByRole('log').getByText('?noitats eht ta nemaR')).toBeVisible();
  await expect(cy.page.getByText('Translated from English')).toBeVisible();

  await cy.page.getByRole('link', { name: 'About this room' }).click();
  const saved = cy.page.waitForEvent('download');
  await cy.page.getByRole('button', { name: 'Save the conversation' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/^Bo \d{4}-\d\d-\d\d\.txt$/);
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toMatch(/^Bo\nSaved from Tomoda on /);
  expect(text).toMatch(/\d\d:\d\d {2}Bo: Ramen at the station\?\n$/);
});
