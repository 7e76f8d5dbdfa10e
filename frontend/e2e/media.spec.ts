// People who show each other something: a photo that tells nothing but what is to be seen on it.
import { Buffer } from 'node:buffer';
import { type Page } from '@playwright/test';
import { type Person, ask, expect, test } from './people';

type Me = { id: string };

const TELEPHONE = "Ann's telephone, 60.17 N 24.94 E";

/** A JPEG as a telephone writes it: with its name and where it was beside the pixels. */
async function photo(page: Page): Promise<Buffer> {
  const plain = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(640, 480);
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('nothing to draw with');
    const sky = pen.createLinearGradient(0, 0, 640, 480);
    sky.addColorStop(0, 'navy');
    sky.addColorStop(0.6, 'darkorange');
    sky.addColorStop(1, 'gold');
    pen.fillStyle = sky;
    pen.fillRect(0, 0, 640, 480);
    const bytes = await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer();
    return Array.from(new Uint8Array(bytes));
  });
  const name = Buffer.from(`${TELEPHONE}\0`);
  const entry = Buffer.from([0, 1, 0x01, 0x0f, 0, 2, 0, 0, 0, name.length, 0, 0, 0, 26, 0, 0, 0, 0]);
  const exif = Buffer.concat([Buffer.from('Exif\0\0MM\0*\0\0\0\x08', 'latin1'), entry, name]);
  const length = Buffer.from([(exif.length + 2) >> 8, (exif.length + 2) & 255]);
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1]), length, exif, Buffer.from(plain.slice(2))]);
}

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
