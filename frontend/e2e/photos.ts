// Photos as people have them on their telephones.
import { Buffer } from 'node:buffer';
import type { Page } from '@playwright/test';

export const TELEPHONE = "Ann's telephone, 60.17 N 24.94 E";

/** A JPEG as a telephone writes it: with its name and, as GPS, where it was beside the pixels. */
export async function photo(page: Page): Promise<Buffer> {
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
  // Two entries: who made it, and where the place is written; there, 60° 10' 2" and 24° 56' 33".
  const [names, place] = [38, 38 + name.length];
  const entries = Buffer.concat([
    Buffer.from([0, 2, 0x01, 0x0f, 0, 2, 0, 0, 0, name.length, 0, 0, 0, names]),
    Buffer.from([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, place, 0, 0, 0, 0]),
  ]);
  const degrees = place + 30;
  const gps = Buffer.from([
    ...[0, 2, 0, 2, 0, 5, 0, 0, 0, 3, 0, 0, 0, degrees, 0, 4, 0, 5, 0, 0, 0, 3, 0, 0, 0, degrees + 24],
    ...[0, 0, 0, 0],
    ...[60, 10, 2, 24, 56, 33].flatMap((part) => [0, 0, 0, part, 0, 0, 0, 1]),
  ]);
  const head = Buffer.from('Exif\0\0MM\0*\0\0\0\x08', 'latin1');
  const exif = Buffer.concat([head, entries, name, gps]);
  const length = Buffer.from([(exif.length + 2) >> 8, (exif.length + 2) & 255]);
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1]), length, exif, Buffer.from(plain.slice(2))]);
}
