// Moments of Aino's friends, and how to get to each screen of them.
import { randomUUID } from 'node:crypto';
import { type Page, expect } from '@playwright/test';
import { drawn, send } from './faces';
import { as } from './stage';

type Screen = [name: string, go: (page: Page) => Promise<unknown>];

const SIDE = 480;

/** An evening by the sea. */
const sea = (x: number, y: number): number[] => {
  const sun = Math.hypot(x - 330, y - 210) < 46;
  const wave = y > 260 && Math.sin(x / 26 + y / 9) > 0.86;
  if (sun && y < 262) return [255, 226, 150];
  if (y > 260) return wave ? [244, 178, 120] : [54 + y / 12, 66 + y / 14, 104];
  return [232 - y / 6, 150 - y / 8 + x / 30, 108 + y / 5];
};

/** A bowl of ramen from above. */
const ramen = (x: number, y: number): number[] => {
  const far = Math.hypot(x - 240, y - 240);
  if (far > 206) return [(x + y) % 96 < 48 ? 122 : 112, 84, 60];
  if (far > 176) return [38, 44, 52];
  if (Math.hypot(x - 170, y - 190) < 52) return Math.hypot(x - 170, y - 190) < 24 ? [240, 164, 52] : [250, 244, 232];
  if (Math.hypot(x - 310, y - 220) < 40 && (x * 3 + y * 5) % 22 < 13) return [86, 140, 70];
  return Math.sin(x / 8 + Math.sin(y / 22) * 4) > 0.5 ? [246, 216, 150] : [206, 146, 78];
};

/** A park in the snow. */
const park = (x: number, y: number): number[] => {
  const tree = (at: number, high: number) => y > 330 - high && y < 330 && Math.abs(x - at) < (y - 330 + high) / 2.6;
  if (tree(110, 230) || tree(250, 180) || tree(390, 260)) return [52, 84 + (x % 17), 78];
  return y > 320 ? [236, 240, 246] : [178 + y / 9, 202 + y / 14, 226];
};

interface Stage {
  [name: string]: string;
}

/** Each is there once, as long as it is. */
async function post(who: string, picture: typeof sea, alt: string, place: object, more: object): Promise<string> {
  const { data } = await as<{ data: { id: string; photos: { alt: string }[] }[] }>(who, 'GET', '/moments/mine');
  const there = data.find((one) => one.photos[0]?.alt === alt);
  if (there) return there.id;
  const id = randomUUID();
  const photos = [{ id: await send(who, drawn(SIDE, picture)), alt }];
  await as(who, 'PUT', `/moments/${id}`, { photos, place, ...more });
  for (let times = 0; times < 60; times += 1) {
    const made = await as<{ photos: { state: string }[] }>(who, 'GET', `/moments/${id}`);
    if (made.photos[0]?.state === 'ready') break; // others see it from then on
    await new Promise((rest) => setTimeout(rest, 500));
  }
  return id;
}

export async function moments(event: string): Promise<Stage> {
  const at = (lat: number, lon: number, name: string) => ({ lat, lon, name, precision: 'venue' });
  const made = {
    other: await post('kenji', sea, 'The sun goes down behind the islands', at(60.1609, 24.9505, 'Kaivopuisto'), {
      body: 'Worth the wind. Who comes along tomorrow?',
    }),
    near: await post('sara', park, 'Three firs in the snow', at(60.1752, 24.9395, 'Kaisaniemi'), { body: 'First snow!' }),
    veiled: await post('sara', ramen, 'A bowl of ramen from above', at(60.1701, 24.9384, 'Kamppi'), { sensitive: true }),
    own: await post('aino', ramen, 'My bowl of ramen', at(60.1689, 24.9391, 'Kamppi'), {
      body: 'Six stools, and one of them was mine.',
      keep: true,
    }),
    at: await post('kenji', ramen, 'Wool in a bowl', at(60.1712, 24.9513, 'Hakaniemi'), {
      sharing: { audience: 'event', event_id: event, album: true },
    }),
  };
  for (const who of ['kenji', 'sara']) await as(who, 'PUT', `/moments/${made.own}/like`);
  return made;
}

async function opened(page: Page, id: string | undefined): Promise<void> {
  await page.goto(`/moments/${id}`);
  await expect(page.getByRole('link', { name: /Kenji|Sara|Aino/ }).first()).toBeVisible();
}

export const momentScreens = (moment: Stage): Screen[] => [
  ['moment', (page) => opened(page, moment.other)],
  ['moment-veiled', (page) => opened(page, moment.veiled)],
  [
    'moment-mine',
    async (page) => {
      await opened(page, moment.own);
      await page.getByRole('button', { name: /^(Delete|削除)$/ }).scrollIntoViewIfNeeded();
    },
  ],
  ['moment-new', (page) => page.goto('/moments/new')],
  [
    'moment-new-more',
    async (page) => {
      await page.goto('/moments/new');
      await page.getByRole('switch').last().scrollIntoViewIfNeeded();
    },
  ],
  ['moment-journal', (page) => page.goto('/me/journal')],
  [
    'moment-map',
    async (page) => {
      await page.goto('/');
      await expect(page.locator('[role=group][aria-busy=false]')).toBeVisible();
      await expect(page.locator('[data-testid^=moment-mark-]').first()).toBeVisible();
    },
  ],
];
