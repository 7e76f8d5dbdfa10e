// How smoothly a room of ten thousand messages scrolls: frames over a scroll, and what is drawn at once.
// `python -m dev.chatter` fills the room; then `npm run smooth`, against the running `./task dev`.
import { expect, test } from '@playwright/test';
import { PASSWORD, URL_OF_APP, as } from './stage';

interface Frames {
  count: number;
  p50: number;
  p95: number;
  longest: number;
  over: number;
  rows: number;
}

test('a room of ten thousand messages', async ({ browser }) => {
  const { data } = await as<{ data: { id: string; people: { username: string }[] }[] }>('aino', 'GET', '/rooms');
  const room = data.find(({ people }) => people[0]?.username === 'kenji')?.id;
  const page = await browser.newPage({ baseURL: URL_OF_APP, viewport: { width: 1440, height: 900 } });
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Use my password' }).click();
  await page.getByLabel('Mail address').fill('aino@tomoda.example');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation')).toBeVisible();
  await page.goto(`/rooms/${room}`);
  await expect(page.getByRole('log')).toBeVisible();

  // Back to the first message: page after page is loaded while one scrolls up.
  const scroller = page.getByRole('log').locator('xpath=../..');
  const began = Date.now();
  await expect(async () => {
    await scroller.evaluate((view) => (view.scrollTop = 0));
    await expect(page.getByText('Message number 4', { exact: true })).toBeVisible({ timeout: 20 });
  }).toPass({ timeout: 600_000, intervals: [0] });
  const loaded = (Date.now() - began) / 1000;
  const height = await scroller.evaluate((view) => view.scrollHeight);

  const measure = (pixelsPerFrame: number) =>
    scroller.evaluate(
      (view, step) =>
        new Promise<Frames>((done) => {
          const took: number[] = [];
          let before = 0;
          let rows = 0;
          const frame = (now: number) => {
            if (before) took.push(now - before);
            before = now;
            view.scrollTop += step;
            rows = Math.max(rows, document.querySelectorAll('[data-row]').length);
            if (took.length < 600) return requestAnimationFrame(frame);
            const sorted = took.toSorted((a, b) => a - b);
            const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
            done({
              count: took.length,
              p50: at(0.5),
              p95: at(0.95),
              longest: at(1),
              over: took.filter((ms) => ms > 20).length,
              rows,
            });
          };
          requestAnimationFrame(frame);
        }),
      pixelsPerFrame,
    );
  const idle = await measure(0);
  const reading = await measure(40);
  const flinging = await measure(400);
  const words = ({ p50, p95, longest, over, rows, count }: Frames) =>
    `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, longest ${longest.toFixed(1)} ms, ` +
    `${over} of ${count} frames over 20 ms, at most ${rows} rows drawn`;
  process.stdout.write(
    `${height} px high, read back in ${loaded.toFixed(1)} s\nstill:            ${words(idle)}\n` +
      `2,400 px/s down:  ${words(reading)}\n24,000 px/s down: ${words(flinging)}\n`,
  );
});
