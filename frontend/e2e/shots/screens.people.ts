// The screens about people: how to get to each, and what must be going on among them.
import { randomUUID } from 'node:crypto';
import { type Page, expect } from '@playwright/test';
import { as } from './stage';

type Screen = [name: string, go: (page: Page) => Promise<unknown>];

const idOf = async (name: string, of: string): Promise<string> =>
  (await as<{ id: string }>(name, 'GET', `/users/by-username/${of}`)).id;

/** Aino has a request, a list, a link, and somebody whom she keeps away. */
export async function circle(): Promise<{ friend: string; stranger: string }> {
  const [aino, kenji, sara, yuki] = [
    await idOf('kenji', 'aino'),
    ...(await Promise.all(['kenji', 'sara', 'yuki'].map((name) => idOf('mateo', name)))),
  ] as [string, string, string, string];
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
  return { friend: kenji, stranger: yuki };
}

export const peopleScreens = (people: { friend: string; stranger: string }): Screen[] => [
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

/** The doors that somebody without an account goes through. */
export const doorScreens: Screen[] = [
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
