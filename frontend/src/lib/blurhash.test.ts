import { expect, test } from 'vitest';
import { blurAddress, pixels } from './blurhash';

test('a hash is the picture that it was made of, roughly', () => {
  // As the darkroom hashes a picture whose red grows from left to right: green is 90 and blue 160 everywhere.
  const [width, height] = [8, 6];
  const bytes = pixels('LzHS:t2ZwxW=oMWpjtfQfQfQfQfQ', width, height) ?? new Uint8Array();
  expect(bytes).toHaveLength(width * height * 3);
  const at = (x: number, y: number) =>
    Array.from(bytes.subarray((y * width + x) * 3, (y * width + x) * 3 + 3));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [red = 0, green = 0, blue = 0] = at(x, y);
      expect(Math.abs(red - (x / width) * 255), `red of ${x}, ${y}`).toBeLessThan(45);
      expect(Math.abs(green - 90), `green of ${x}, ${y}`).toBeLessThan(12);
      expect(Math.abs(blue - 160), `blue of ${x}, ${y}`).toBeLessThan(12);
    }
});

test('it is a bitmap that any screen can show, and what is no hash is none', () => {
  const address = blurAddress('LzHS:t2ZwxW=oMWpjtfQfQfQfQfQ') ?? '';
  expect(address).toMatch(/^data:image\/bmp;base64,Qk/);
  expect(atob(address.split(',')[1] ?? '')).toHaveLength(54 + 24 * 18 * 3);
  for (const text of ['', 'LzHS', 'LzHS:t2ZwxW=oMWpjtfQfQfQfQf', 'LzHS:t2ZwxW=oMWpjtfQfQfQfQf"'])
    expect(blurAddress(text)).toBeNull();
});
