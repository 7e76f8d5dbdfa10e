// Two friends and a map: one shares where she is, the other sees her appear, move and vanish.
import { faults } from './axe';
import { type Person, ask, expect, test } from './people';

const button = ({ page }: Person, name: string) => page.getByRole('button', { name, exact: true });

async function befriend(one: Person, other: Person): Promise<void> {
  const ids = await Promise.all(
    [one, other].map((who) => ask<{ id: string }>(who, 'GET', '/users/me').then(({ id }) => id)),
  );
  await ask(one, 'PUT', `/friends/requests/${ids[1]}`);
  await ask(other, 'POST', `/friends/requests/${ids[0]}/accept`);
}

test('one shares where she is, and the other sees her appear, move, and vanish', async ({ ann, bo }) => {
  await befriend(ann, bo);
  await ann.page.context().grantPermissions(['geolocation']);
  await ann.page.context().setGeolocation({ latitude: 60.1699, longitude: 24.9384, accuracy: 12 });
  await bo.page.goto('/');
  await ann.page.goto('/');
  await button(ann, 'Share where I am').click();
  const sheet = ann.page.getByRole('dialog', { name: 'Share where I am' });
  await sheet.getByRole('radio', { name: 'Bo', exact: true }).click();
  await sheet.getByRole('radio', { name: 'Exactly', exact: true }).click();
  expect(await faults(ann.page)).toEqual([]);
  await button(ann, 'Share').click();
  await expect(ann.page.getByRole('status').getByText('You share where you are')).toBeVisible();

  const marker = bo.page.getByRole('button', { name: /^Ann, now · Exactly · within 12 m/ });
  await expect(marker).toBeVisible();
  await expect(bo.page.getByRole('list', { name: 'Friends who share where they are' })).toContainText('Ann');
  const before = await marker.boundingBox();
  expect(await faults(bo.page)).toEqual([]);
  await ann.page.waitForTimeout(5_500); // a device says where it is every five seconds at most
  await ann.page.context().setGeolocation({ latitude: 60.1719, longitude: 24.9434, accuracy: 12 });
  await expect
    .poll(async () => (await marker.boundingBox())?.x ?? 0, { timeout: 30_000 })
    .toBeGreaterThan((before?.x ?? 0) + 20);

  await button(bo, 'Layers of the map').click();
  await bo.page.getByRole('switch', { name: 'Friends' }).click();
  await bo.page.keyboard.press('Escape');
  await expect(marker).toBeHidden();
  await bo.page.reload(); // what is switched off stays so
  await button(bo, 'Layers of the map').click();
  await bo.page.getByRole('switch', { name: 'Friends' }).click();
  await bo.page.keyboard.press('Escape');
  await expect(marker).toBeVisible();

  await ann.page.goto('/me/seen');
  await expect(ann.page.getByRole('list', { name: 'Now', exact: true })).toContainText('Bo');
  expect(await faults(ann.page)).toEqual([]);
  await ann.page.getByRole('main').getByRole('button', { name: 'Stop sharing' }).click();
  await expect(marker).toBeHidden();
  await expect(ann.page.getByText('Nobody sees where you are.')).toBeVisible();
});

test('a room sees where one is, until she stops, and the card says so to both', async ({ ann, bo }) => {
  await befriend(ann, bo);
  const { id } = await ask<{ id: string }>(bo, 'GET', '/users/me');
  const { room } = await ask<{ room: { id: string } }>(ann, 'PUT', `/rooms/direct/${id}`);
  await ann.page.context().grantPermissions(['geolocation']);
  await ann.page.context().setGeolocation({ latitude: 60.1699, longitude: 24.9384, accuracy: 12 });
  for (const { page } of [ann, bo]) await page.goto(`/rooms/${room.id}`);
  await button(ann, 'Share an event or a place').click();
  await ann.page.getByRole('button', { name: 'Where I am, live' }).click();
  await ann.page.getByRole('radio', { name: '15 minutes', exact: true }).click();
  expect(await faults(ann.page)).toEqual([]);
  await button(ann, 'Share').click();

  const said = bo.page.getByRole('main');
  await expect(said.getByText('Where Ann is')).toBeVisible();
  await expect(said.getByText(/Live until \d/)).toBeVisible();
  await expect(said.getByText(/within 12 m/)).toBeVisible();
  await expect(button(bo, 'Stop showing where you are')).toHaveCount(0);
  expect(await faults(bo.page)).toEqual([]);
  await button(ann, 'Stop showing where you are').click();
  await expect(ann.page.getByRole('main').getByText('It is over')).toBeVisible();
  await expect(said.getByText('It is over')).toBeVisible();
  await expect(said.getByText(/within 12 m/)).toBeHidden();
});
