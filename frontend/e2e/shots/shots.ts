// Every screen, at two sizes, in both themes and languages: `npm run shots`, then look into shots/.
// A message in the console that is an error or a warning, and whatever axe finds, fails at the end.
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Page, expect, test } from '@playwright/test';
import { faults } from '../axe';
import { freeSpot } from '../people';
import { eventScreens } from './screens.events';
import { momentScreens, moments } from './screens.moments';
import { circle, doorScreens, peopleScreens } from './screens.people';
import { talkScreens } from './screens.talk';
import { FOLDER, PASSWORD, URL_OF_APP, room, stage, talk } from './stage';
import { moreEvents } from './stage.events';
import { moreStates, openScreens } from './stage.states';

const SIZES = { phone: { width: 390, height: 844 }, wide: { width: 1440, height: 900 } };
const STATE = path.join(FOLDER, '.browser.json');
const ONLY: string[] | undefined = process.env.SHOTS?.split(','); // names of screens, or of sizes, themes and languages

interface Way {
  size: keyof typeof SIZES;
  look: 'light' | 'dark';
  language: 'en' | 'ja';
}

const WAYS: Way[] = [
  { size: 'phone', look: 'light', language: 'en' },
  { size: 'phone', look: 'dark', language: 'en' },
  { size: 'wide', look: 'light', language: 'en' },
  { size: 'wide', look: 'dark', language: 'en' },
  { size: 'phone', look: 'light', language: 'ja' },
  { size: 'phone', look: 'dark', language: 'ja' },
  { size: 'wide', look: 'light', language: 'ja' },
  { size: 'wide', look: 'dark', language: 'ja' },
];

const wanted = (...words: string[]): boolean =>
  !ONLY || ONLY.every((one) => one.split('|').some((word) => words.includes(word)));

/** Said by Chromium's drawing without a graphics card, of reading back each picture of the map. */
const HARMLESS = /GPU stall due to ReadPixels/;

const wrong: string[] = [];

async function shoot(page: Page, name: string, { size, look, language }: Way): Promise<void> {
  const file = `${name}-${size}-${look}${language === 'ja' ? '-ja' : ''}`;
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(400); // pictures only: what is still moving is let come to rest
  await page.screenshot({ path: path.join(FOLDER, `${file}.png`) });
  if (language === 'en') wrong.push(...(await faults(page)).map((fault) => `${file}: ${fault}`));
}

async function dress(page: Page, { size, look, language }: Way): Promise<void> {
  await page.setViewportSize(SIZES[size]);
  await page.evaluate(
    ([theme, words]) => {
      localStorage.setItem('tomoda.look', theme);
      localStorage.setItem('tomoda.language', words);
    },
    [look, language] as const,
  );
}

function listen(page: Page): void {
  page.on('pageerror', (error) => wrong.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (HARMLESS.test(message.text())) return;
    if (['error', 'warning'].includes(message.type())) wrong.push(`${page.url()}: ${message.text()}`);
  });
}

type Screen = [name: string, go: (page: Page) => Promise<unknown>];

async function takeAll(page: Page, all: Screen[], group = ''): Promise<void> {
  for (const way of WAYS) {
    const names = (name: string) => [name, name.split('-')[0] ?? '', group];
    const chosen = all.filter(([name]) => wanted(...names(name), way.size, way.look, way.language));
    if (chosen.length) await dress(page, way);
    for (const [name, go] of chosen) {
      await go(page);
      await shoot(page, name, way);
    }
  }
}

test('outside', async ({ browser }) => {
  mkdirSync(FOLDER, { recursive: true });
  const page = await browser.newPage({ baseURL: URL_OF_APP, locale: 'en-GB' });
  listen(page);
  await page.goto('/welcome');
  await takeAll(page, [...doorScreens, ...(await openScreens())], 'outside');
  await page.close();
});

/** Every screen of a signed-in person: its name, and how to get there. */
async function screens(): Promise<Screen[]> {
  const event = { ...(await stage()), ...(await moreEvents()), ...(await moreStates()) };
  const roomId = await room();
  const { group, direct, request } = await talk(event.hosting ?? '');
  const button = (page: Page, ...names: string[]) =>
    page.getByRole('button', { name: new RegExp(`^(${names.join('|')})$`) }).first();
  const openMap = async (page: Page) => {
    await page.goto('/');
    await expect(page.locator('canvas')).toBeVisible();
    await expect(page.locator('[role=group][aria-busy=false]')).toBeVisible();
  };
  return [
    ['map', openMap],
    [
      'map-list',
      async (page) => {
        await openMap(page);
        const bigger = button(page, 'Show more of the list', 'リストを広げる');
        if (await bigger.isVisible()) await bigger.click();
      },
    ],
    [
      'map-far',
      async (page) => {
        await openMap(page);
        for (let times = 0; times < 9; times += 1) {
          await button(page, 'Zoom out', '縮小').click();
          await page.waitForTimeout(350);
        }
      },
    ],
    [
      'map-pinned',
      async (page) => {
        await openMap(page);
        const { x, y } = await freeSpot(page);
        await page.mouse.click(x, y);
        await expect(button(page, 'Start something', '何か始める')).toBeVisible();
      },
    ],
    ['new', (page) => page.goto('/events/new')],
    [
      'new-typed',
      async (page) => {
        await page.goto('/events/new');
        await page
          .getByRole('searchbox')
          .or(page.getByLabel(/^(Place|場所)$/))
          .first()
          .fill('kais');
        await expect(page.getByRole('list', { name: /Places found|見つかった場所/ })).toBeVisible();
      },
    ],
    [
      'new-wrong',
      async (page) => {
        await page.goto('/events/new');
        await button(page, 'Put it on the map', '地図にのせる').click();
      },
    ],
    ...Object.entries(event).map(([name, id]): [string, (page: Page) => Promise<unknown>] => [
      `event-${name}`,
      async (page) => {
        await page.goto(`/events/${id}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      },
    ]),
    ...eventScreens(event),
    ['plans', (page) => page.goto('/plans')],
    ...talkScreens({ event: roomId, group, direct, request }),
    ...peopleScreens(await circle()),
    ...momentScreens(await moments(event.hosting ?? '')),
    ['nowhere', (page) => page.goto('/nowhere')],
  ];
}

test('inside', async ({ browser }) => {
  const all = await screens();
  const page = await browser.newPage({
    baseURL: URL_OF_APP,
    locale: 'en-GB',
    timezoneId: 'Europe/Helsinki',
    ...(existsSync(STATE) && { storageState: STATE }),
  });
  await page.goto('/');
  const inside = page.getByRole('navigation');
  await expect(inside.or(page.getByRole('heading', { level: 1 })).first()).toBeVisible();
  if (!(await inside.isVisible())) {
    await page.goto('/sign-in');
    await page.getByRole('button', { name: /Use my password|パスワードを使う/ }).click();
    await page.getByLabel(/Mail address|メールアドレス/).fill('aino@tomoda.example');
    await page.getByLabel(/^(Password|パスワード)$/).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await expect(inside).toBeVisible();
  }
  listen(page);
  await takeAll(page, all);
  await page.context().storageState({ path: STATE });
  await page.close();
});

test.afterAll(() => {
  expect([...new Set(wrong)]).toEqual([]);
});
