// A BlurHash as a small picture: the colours of a photo, a moment before its bytes are there.
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~';
const WIDTH = 24;
const HEIGHT = 18;

type Colour = [red: number, green: number, blue: number];

const number = (text: string): number =>
  Array.from(text).reduce((sum, letter) => sum * 83 + DIGITS.indexOf(letter), 0);

const toLinear = (byte: number): number => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};

const toByte = (linear: number): number => {
  const value = Math.min(1, Math.max(0, linear));
  return Math.round(255 * (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055));
};

const signed = (value: number): number => Math.sign(value) * value ** 2;

/** The waves that a hash stands for, row by row; null for what is none. */
function waves(hash: string): { across: number; down: number; colours: Colour[] } | null {
  if (hash.length < 6 || Array.from(hash).some((letter) => !DIGITS.includes(letter))) return null;
  const size = number(hash.slice(0, 1));
  const [across, down] = [(size % 9) + 1, Math.floor(size / 9) + 1];
  if (hash.length !== 4 + 2 * across * down) return null;
  const most = (number(hash.slice(1, 2)) + 1) / 166;
  const mean = number(hash.slice(2, 6));
  const colours: Colour[] = [[toLinear(mean >> 16), toLinear((mean >> 8) & 255), toLinear(mean & 255)]];
  for (let at = 6; at < hash.length; at += 2) {
    const value = number(hash.slice(at, at + 2));
    const part = (step: number) => signed((step - 9) / 9) * most;
    colours.push([part(Math.floor(value / 361)), part(Math.floor(value / 19) % 19), part(value % 19)]);
  }
  return { across, down, colours };
}

/** The hash as bytes, three for each pixel, from the top left; null for what is no hash. */
export function pixels(hash: string, width = WIDTH, height = HEIGHT): Uint8Array | null {
  const found = waves(hash);
  if (!found) return null;
  const bytes = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const sum: Colour = [0, 0, 0];
      found.colours.forEach((colour, n) => {
        const wave =
          Math.cos((Math.PI * x * (n % found.across)) / width) *
          Math.cos((Math.PI * y * Math.floor(n / found.across)) / height);
        for (const part of [0, 1, 2] as const) sum[part] += colour[part] * wave;
      });
      bytes.set(sum.map(toByte), (y * width + x) * 3);
    }
  return bytes;
}

/** The hash as a picture's address (a bitmap, which everything can show); null for what is no hash. */
export function blurAddress(hash: string): string | null {
  const found = pixels(hash);
  if (!found) return null;
  const file = new Uint8Array(54 + found.length); // a row has 72 bytes: no padding
  const view = new DataView(file.buffer);
  file.set([0x42, 0x4d]);
  for (const [at, value] of [
    [2, file.length],
    [10, 54],
    [14, 40],
    [18, WIDTH],
    [22, -HEIGHT],
  ] as const)
    view.setInt32(at, value, true);
  view.setInt16(26, 1, true);
  view.setInt16(28, 24, true);
  for (let at = 0; at < found.length; at += 3)
    file.set([found[at + 2] ?? 0, found[at + 1] ?? 0, found[at] ?? 0], 54 + at);
  return `data:image/bmp;base64,${btoa(String.fromCharCode(...file))}`;
}
