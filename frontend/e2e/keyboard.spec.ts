// Without a mouse, and read aloud: the list comes before the map, everything has a name, and focus comes back.
import { faults } from './axe';
import { type Person, expect, startSomething, test } from './people';

/** Presses Tab until what has the focus is called like that; answers everything it passed. */
async function tabTo({ page }: Person, name: RegExp): Promise<string[]> {
  const passed: string[] = [];
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate(() => {
      const at = document.activeElement;
      return at?.getAttribute('aria-label') ?? (at as HTMLElement | null)?.innerText ?? '';
    });
    passed.push(here.replace(/\s+/g, ' '));
    if (name.test(passed.at(-1) ?? '')) return passed;
  }
  throw new Error(`nothing called ${name} among ${passed.join(' | ')}`);
}

test('from the list to the event, "going", the room and a message, with the keyboard alone', async ({
  ann,
  bo,
}) => {
  const title = `Chess ${Date.now() % 100_000}`;
  await startSomething(bo, title);
  const item = ann.page.getByRole('link', { name: title });
  await expect(item).toBeVisible();
  const passed = await tabTo(ann, new RegExp(title));
  expect(
    passed.some((name) => /Zoom in/.test(name)),
    'the list comes before the map',
  ).toBe(false);

  await ann.page.keyboard.press('Enter');
  await expect(ann.page.getByRole('heading', { name: title })).toBeVisible();
  await expect(ann.page.getByRole('main'), 'the page has the focus').toBeFocused();
  await tabTo(ann, /^Back to the map$/);
  await ann.page.keyboard.press('Enter');
  await expect(item, 'focus comes back to where it left').toBeFocused();

  await ann.page.keyboard.press('Enter');
  await tabTo(ann, /^I'm going$/);
  await ann.page.keyboard.press('Enter');
  await expect(ann.page.getByText('You are going')).toBeVisible();
  await expect(ann.page.getByRole('link', { name: 'Open the room' })).toBeVisible();
  await ann.page.keyboard.press('Tab');
  await ann.page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await tabTo(ann, /^Open the room/);
  await ann.page.keyboard.press('Enter');
  await expect(ann.page.getByLabel('Write a message')).toBeVisible();
  await tabTo(ann, /^Write a message$/);
  await ann.page.keyboard.type('Keep me the white pieces');
  await ann.page.keyboard.press('Enter');

  await bo.page.getByRole('link', { name: 'Open the room' }).click();
  await expect(bo.page.getByRole('log').getByText('Keep me the white pieces')).toBeVisible();
});

test('a marker is named by what, when and how many, and is reached by keyboard', async ({ ann, bo }) => {
  const title = `Tea ${Date.now() % 100_000}`;
  await startSomething(bo, title);
  // When it is: its time until the minute in which it starts, then that it is on.
  const name = new RegExp(`^${title}, (On now|.*\\d{1,2}:\\d{2}.*), 0 going$`);
  await expect(ann.page.getByRole('button', { name })).toBeVisible();
  await tabTo(ann, name);
  await ann.page.keyboard.press('Enter');
  await expect(ann.page.getByRole('heading', { name: title })).toBeVisible();
});

test('no screen has a fault that axe can see, in either theme, nor at twice the text size', async ({
  ann,
}) => {
  const { page } = ann;
  await page
    .getByTestId(/^event-/)
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const event = new URL(page.url()).pathname;
  const pages = { light: ['/', event, '/events/new', '/rooms', '/me'], dark: ['/', event] };
  for (const [look, addresses] of Object.entries(pages)) {
    await page.evaluate((chosen) => localStorage.setItem('tomoda.look', chosen), look);
    for (const address of addresses) {
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.waitForLoadState('networkidle');
      expect(await faults(page), `${address}, ${look}`).toEqual([]);
    }
  }
  // Twice the text in a wide window is the same page in half the width: nothing may stick out sideways.
  await page.setViewportSize({ width: 640, height: 400 });
  for (const address of ['/', event, '/events/new']) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(sideways, `${address} scrolls sideways`).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
});
