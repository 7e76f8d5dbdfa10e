// People who show each other something: a photo that tells nothing but what is to be seen on it.
import { TELEPHONE, photo } from './photos';
import { type Person, ask, expect, test } from './people';

type Me = { id: string };

const log = ({ page }: Person) => page.getByRole('log');

test('Ann shows Bo a photo: it comes live, tells nothing of her telephone, and is gone when she deletes it', async ({
  ann,
  bo,
}) => {
  const [one, other] = [await ask<Me>(ann, 'GET', '/users/me'), await ask<Me>(bo, 'GET', '/users/me')];
  await ask(ann, 'PUT', `/friends/requests/${other.id}`);
  await ask(bo, 'PUT', `/friends/requests/${one.id}`);
  const { room } = await ask<{ room: Me }>(ann, 'PUT', `/rooms/direct/${other.id}`);
  for (const { page } of [ann, bo]) await page.goto(`/rooms/${room.id}`);

  const file = await photo(ann.page);
  expect(file.includes(TELEPHONE)).toBe(true);
  const choosing = ann.page.waitForEvent('filechooser');
  await ann.page.getByRole('button', { name: 'Attach photos' }).click();
  await (await choosing).setFiles({ name: 'evening.jpg', mimeType: 'image/jpeg', buffer: file });
  await ann.page.getByLabel('What photo 1 shows').fill('An evening by the sea');
  await ann.page.getByRole('button', { name: 'Send', exact: true }).click();

  // Bo sees it as soon as it was looked at; the address is his alone.
  const small = log(bo).getByRole('button', { name: 'An evening by the sea: enlarge' });
  await expect(small).toBeVisible();
  const shown = small.getByRole('img', { name: 'An evening by the sea' }).last();
  await expect(shown).toHaveAttribute('src', /^http/);
  await expect(log(ann).getByRole('button', { name: 'An evening by the sea: enlarge' })).toBeVisible();
  const address = (await shown.getAttribute('src')) ?? '';
  const got = await bo.page.request.get(address);
  expect(got.status()).toBe(200);
  const bytes = await got.body();
  expect(bytes.subarray(8, 12).toString()).toBe('WEBP');
  for (const secret of [TELEPHONE, 'Exif', 'EXIF', 'ICCP', 'XMP '])
    expect(bytes.includes(secret)).toBe(false);

  // Enlarged and closed by the keyboard, which is then where it was.
  await small.focus();
  await bo.page.keyboard.press('Enter');
  const large = bo.page.getByRole('dialog', { name: 'An evening by the sea' });
  await expect(large.getByRole('img', { name: 'An evening by the sea' }).last()).toBeVisible();
  await bo.page.keyboard.press('Escape');
  await expect(large).toHaveCount(0);
  await expect(small).toBeFocused();
  await expect(bo.page.getByRole('link', { name: /Ann.*Photo/ })).toBeVisible();

  // Ann takes it back: no words, no photo, and nothing behind the address.
  await log(ann).getByRole('button', { name: 'Ann: Photo' }).focus();
  await ann.page.keyboard.press('Enter');
  await ann.page.getByRole('button', { name: 'Delete for everybody' }).click();
  await ann.page.getByRole('button', { name: 'Delete for everybody' }).click();
  await expect(small).toHaveCount(0);
  await expect(log(bo).getByText('This message was deleted.')).toBeVisible();
  await expect.poll(async () => (await bo.page.request.get(address)).status()).not.toBe(200);
});
