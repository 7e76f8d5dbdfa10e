// Events as somebody meets them who has not answered yet, and what is seen of them without an account.
import { randomUUID } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { as, at, event, going } from './stage';

const HOUR_MS = 3_600_000;
const helsinki = { time_zone: 'Europe/Helsinki' };
const inHours = (hours: number): string =>
  `${new Date(Date.now() + (hours + 2) * HOUR_MS).toISOString().slice(0, 13)}:00:00`;
const idOf = async (name: string): Promise<string> => (await as<{ id: string }>(name, 'GET', '/users/me')).id;

/** A sky at dusk as a PNG. */
export function dusk(width = 1200, height = 800): Buffer {
  const rows = Buffer.alloc(height * (1 + 3 * width));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const low = y / height;
      const sun = Math.max(0, 1 - Math.hypot(x - width * 0.7, y - height * 0.62) / 130);
      const at = y * (1 + 3 * width) + 1 + 3 * x;
      rows[at] = Math.min(255, 60 + 190 * low + 200 * sun);
      rows[at + 1] = Math.min(255, 50 + 90 * low * low + 170 * sun);
      rows[at + 2] = Math.min(255, 110 - 40 * low + 60 * sun);
    }
  const part = (name: string, body: Buffer) => {
    const whole = Buffer.concat([Buffer.from(name), body]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(body.length, 0);
    ends.writeUInt32BE(crc32(whole), 4);
    return Buffer.concat([ends.subarray(0, 4), whole, ends.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([
    signature,
    part('IHDR', head),
    part('IDAT', deflateSync(rows)),
    part('IEND', Buffer.alloc(0)),
  ]);
}

/** A photo of somebody's, sent as the app does it. */
async function uploaded(name: string): Promise<string> {
  const file = dusk();
  const permit = await as<{ id: string; url: string; fields: Record<string, string> }>(name, 'POST', '/uploads', {
    kind: 'photo',
    type: 'image/png',
    size: file.length,
  });
  const form = new FormData();
  for (const [field, value] of Object.entries(permit.fields)) form.set(field, value);
  form.set('file', new Blob([new Uint8Array(file)], { type: 'image/png' }), 'dusk.png');
  await fetch(permit.url, { method: 'POST', body: form });
  await as(name, 'POST', `/uploads/${permit.id}/complete`);
  return permit.id;
}

const shore = at(60.1586, 24.9402, 'Eiranranta', 'Merikatu 1, Helsinki');

async function pictured(host: string, title: string): Promise<string> {
  return event(host, title, {
    place: shore,
    category: 'outdoors',
    local_start: inHours(7),
    description: 'Blankets are here. We watch the sun go down and say nothing for five minutes.',
    tags: ['quiet', 'sea'],
    cover: { id: await uploaded(host), alt: 'The sun sets over the sea' },
    ...helsinki,
  });
}

export async function moreStates(): Promise<Record<string, string>> {
  const base = { place: shore, local_start: inHours(8), ...helsinki };
  return {
    'cover-host': await pictured('aino', 'Sunset on the rocks'),
    cover: await pictured('sara', 'Sunset from the pier'),
    stranger: await event('sara', 'Swing dance for nobody’s feet', {
      ...base,
      category: 'music',
      plus_max: 2,
      description: 'No partner needed.',
    }),
    ask: await event('kenji', 'Letters of the alphabet', { ...base, category: 'study', join_mode: 'approval' }),
    full: await event('kenji', 'Two chairs, one board', { ...base, category: 'games', seats: 1 }, (id) =>
      going('sara', id),
    ),
    unlisted: await event('sara', 'Only with the link', { ...base, category: 'other', visibility: 'unlisted' }),
    tentative: await event('kenji', 'Kites, if there is wind', { ...base, category: 'outdoors', tentative: true }),
    hidden: await event(
      'sara',
      'Supper, address to follow',
      {
        ...base,
        category: 'food',
        guest_list: 'hidden',
        place: { ...shore, address_for: 'guests' },
      },
      async (id) => going('mateo', id),
    ),
    cohost: await event('kenji', 'Repair café', { ...base, category: 'culture' }, async (id) => {
      await going('mateo', id);
      await as('kenji', 'PUT', `/events/${id}/hosts/${await idOf('aino')}`, {
        rights: ['edit', 'guests', 'check_in'],
      });
    }),
  };
}

/** What is seen of events without an account: shared pages and links. */
export async function openScreens(): Promise<[name: string, go: (page: Page) => Promise<unknown>][]> {
  const event = await moreStates();
  const link = async (name: string, id: string, more: object) =>
    new URL((await as<{ url: string }>(name, 'POST', `/events/${id}/links`, { ...more })).url).pathname;
  const cancelled = await called('sara', 'Off for everybody');
  const guest = await link('sara', event.unlisted ?? '', {});
  const host = await link('aino', event['cover-host'] ?? '', { role: 'co_host', rights: ['edit'] });
  return [
    ['open-shared', (page) => page.goto(`/e/${event.cover}`)],
    ['open-later', (page) => page.goto(`/e/${event.hidden}`)],
    ['open-off', (page) => page.goto(`/e/${cancelled}`)],
    ['open-link', (page) => page.goto(guest)],
    ['open-link-host', (page) => page.goto(host)],
  ];
}

async function called(host: string, title: string): Promise<string> {
  const id = randomUUID();
  await as(host, 'POST', '/events', { id, title, place: shore, visibility: 'public', confirm_public: true });
  const { token } = await as<{ token: string }>(host, 'GET', `/events/${id}/cancellation`);
  await as(host, 'POST', `/events/${id}/cancel`, { token, reason: '' });
  return id;
}
