// The screens of rooms and of being here: how to get to each.
import { type Page, expect } from '@playwright/test';

type Screen = [name: string, go: (page: Page) => Promise<unknown>];

const WRITE = /^(Write a message|メッセージを書く)$/;

const button = (page: Page, ...names: string[]) =>
  page.getByRole('button', { name: new RegExp(`^(${names.join('|')})$`) }).first();

export const talkScreens = (rooms: Record<'event' | 'group' | 'direct' | 'request', string>): Screen[] => [
  ['rooms', (page) => page.goto('/rooms')],
  ['room', (page) => page.goto(`/rooms/${rooms.event}`)],
  [
    'room-sheet',
    async (page) => {
      await page.goto(`/rooms/${rooms.event}`);
      await page.getByRole('log').locator('[data-testid^="message-"]').last().click();
      await expect(page.getByRole('dialog').last()).toBeVisible();
    },
  ],
  [
    'room-mute',
    async (page) => {
      await page.goto(`/rooms/${rooms.event}`);
      await button(page, 'Mute this room', '通知をオフにする').click();
      await expect(page.getByRole('dialog').last()).toBeVisible();
    },
  ],
  ['room-group', (page) => page.goto(`/rooms/${rooms.group}`)],
  ['room-direct', (page) => page.goto(`/rooms/${rooms.direct}`)],
  ['room-request', (page) => page.goto(`/rooms/${rooms.request}`)],
  ['room-about', (page) => page.goto(`/rooms/${rooms.group}/about`)],
  [
    'room-mention',
    async (page) => {
      await page.goto(`/rooms/${rooms.group}`);
      await page.getByLabel(WRITE).pressSequentially('@');
      await expect(page.getByRole('listbox')).toBeVisible();
    },
  ],
  [
    'room-share',
    async (page) => {
      await page.goto(`/rooms/${rooms.group}`);
      await page.getByLabel(WRITE).fill('');
      await button(page, 'Share an event or a place', 'イベントや場所を共有').click();
      await expect(page.getByRole('dialog').last()).toBeVisible();
    },
  ],
  ['rooms-requests', (page) => page.goto('/rooms').then(() => page.getByRole('radio').last().click())],
  [
    'rooms-search',
    async (page) => {
      await page.goto('/rooms');
      await page.getByLabel(/^(Search messages|メッセージを検索)$/).fill('味噌');
      await expect(page.getByTestId(/^found-/).first()).toBeVisible();
    },
  ],
  ['rooms-new', (page) => page.goto('/rooms/new')],
  ['rooms-new-group', (page) => page.goto('/rooms/new-group')],
  [
    'room-translated',
    async (page) => {
      await page.goto(`/rooms/${rooms.group}`);
      await page.getByRole('log').locator('[data-testid^="message-"]').last().click();
      await button(page, 'Translate', '翻訳').click();
      await expect(page.getByRole('log').getByText(/Translated from|から翻訳/)).toBeVisible();
    },
  ],
  [
    'room-about-rest',
    async (page) => {
      await page.goto(`/rooms/${rooms.group}/about`);
      await button(page, 'Save the conversation', '会話を保存').scrollIntoViewIfNeeded();
    },
  ],
  [
    'room-about-direct',
    async (page) => {
      await page.goto(`/rooms/${rooms.direct}/about`);
      await button(page, 'Save the conversation', '会話を保存').scrollIntoViewIfNeeded();
    },
  ],
  ['here', (page) => page.goto('/me/here')],
];
