// The screens about people: how to get to each, and what must be going on among them.
import { randomUUID } from 'node:crypto';
import { type Page, expect } from '@playwright/test';
import { codeFor } from '../people';
import { faces } from './faces';
import { as } from './stage';

type Screen = [name: string, go: (page: Page) => Promise<unknown>];

const idOf = async (name: string, of: string): Promise<string> =>
  (await as<{ id: string }>(name, 'GET', `/users/by-username/${of}`)).id;

interface Circle {
  friend: string;
  stranger: string;
  /** Of somebody who is no friend. */
  link: string;
}

/** Aino has a request, a list, a link, and somebody whom she keeps away. */
export async function circle(): Promise<Circle> {
  const [aino, kenji, sara, yuki] = [
    await idOf('kenji', 'aino'),
    ...(await Promise.all(['kenji', 'sara', 'yuki'].map((name) => idOf('mateo', name)))),
  ] as [string, string, string, string];
  await faces();
  await as('aino', 'PATCH', '/users/me', { findable_by_email: true, home: 'Kallio, Helsinki', pronouns: 'she/her' });
  await as('kenji', 'PATCH', '/users/me', { findable_by_email: true });
  await as('yuki', 'PUT', `/friends/requests/${aino}`);
  const lists = await as<{ data: unknown[] }>('aino', 'GET', '/friends/lists');
  if (!lists.data.length) {
    const list = randomUUID();
    await as('aino', 'PUT', `/friends/lists/${list}`, { name: 'Ramen' });
    for (const one of [kenji, sara]) await as('aino', 'PUT', `/friends/lists/${list}/people/${one}`);
    await as('aino', 'PUT', '/friends/link');
    await as('aino', 'PUT', `/friends/${kenji}/close`);
  }
  const { token } = await as<{ token: string }>('oskar', 'PUT', '/friends/link');
  return { friend: kenji, stranger: yuki, link: token };
}

export const peopleScreens = (people: Circle): Screen[] => [
  ['me', (page) => page.goto('/me')],
  [
    'me-zone',
    async (page) => {
      await page.goto('/me');
      await page.getByRole('button', { name: /^(Time zone|タイムゾーン)/ }).click();
      await page.getByLabel(/^(City or region|都市または地域)/).fill('to');
    },
  ],
  ...(['profile', 'ways', 'sessions', 'privacy', 'telling', 'keys', 'data'] as const).map(
    (name): Screen => [`me-${name}`, (page) => page.goto(`/me/${name}`)],
  ),
  ['me-new', (page) => page.goto('/me/profile?new=1')],
  ['notices', (page) => page.goto('/notices')],
  ['friends', (page) => page.goto('/friends')],
  ['friends-lists', (page) => page.goto('/friends/lists')],
  [
    'friends-find',
    async (page) => {
      await page.goto('/friends/find');
      await page.getByLabel(/^(Mail addresses|メールアドレス)$/).fill('kenji@tomoda.example, nobody@tomoda.example');
      await page.getByRole('button', { name: /^(Look for 2 addresses|2件のアドレスを探す)$/ }).click();
      await expect(page.getByRole('list', { name: /^(Found by address|アドレスで見つかった人)$/ })).toBeVisible();
    },
  ],
  [
    'radar-off',
    async (page) => {
      await as('aino', 'DELETE', '/radar/me');
      await page.goto('/radar');
      await page.getByRole('button', { name: /^(Only people who|次のような人だけ)/ }).click();
    },
  ],
  [
    'radar',
    async (page) => {
      await as('aino', 'PUT', '/radar/me', { hours: 3, place: null, reach: 'around' });
      await page.goto('/radar');
      await expect(page.getByRole('list', { name: /^(Who is there|近くにいる人)$/ })).toBeVisible();
    },
  ],
  ['friends-added', (page) => page.goto(`/add/${people.link}`)],
  ['person', (page) => page.goto(`/people/${people.friend}`)],
  ['person-asks', (page) => page.goto(`/people/${people.stranger}`)],
  [
    'person-menu',
    async (page) => {
      await page.goto(`/people/${people.friend}`);
      await page.getByRole('button', { name: /^(More about|.*さんの操作)/ }).click();
      await expect(page.getByRole('dialog').last()).toBeVisible();
    },
  ],
];

/** Somebody new has asked for a code; they are on another device each time, since one asks five times an hour. */
async function askForCode(page: Page): Promise<string> {
  const email = `noa.${randomUUID()}@example.org`;
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await page.getByLabel(/^(Mail address|メールアドレス)$/).fill(email);
  await page.getByRole('button', { name: /^(Send me a code|コードを送る)$/ }).click();
  await expect(page.getByLabel(/^(Code|コード)$/)).toBeVisible();
  return email;
}

/** The doors that somebody without an account goes through. */
export const doorScreens: Screen[] = [
  ['sign-in-code', askForCode],
  [
    'sign-up',
    async (page) => {
      const email = await askForCode(page);
      await page.getByLabel(/^(Code|コード)$/).fill(await codeFor(email));
      await expect(page.getByLabel(/^(Date of birth|生年月日)$/)).toBeVisible();
    },
  ],
  ['welcome', (page) => page.goto('/welcome')],
  ['sign-in', (page) => page.goto('/sign-in')],
  ['sign-in-to', (page) => page.goto('/nowhere')],
  [
    'sign-in-password',
    async (page) => {
      await page.goto('/sign-in');
      await page.getByRole('button', { name: /^(Use my password|パスワードを使う)$/ }).click();
    },
  ],
  [
    'sign-in-forgot',
    async (page) => {
      await page.goto('/sign-in');
      await page.getByRole('button', { name: /^(Use my password|パスワードを使う)$/ }).click();
      await page.getByRole('button', { name: /^(I forgot my password|パスワードを忘れた)/ }).click();
    },
  ],
];
