// The screens around an event: how to get to each.
import { type Page, expect } from '@playwright/test';

type Screen = [name: string, go: (page: Page) => Promise<unknown>];

const press = async (page: Page, ...names: string[]): Promise<void> =>
  page
    .getByRole('button', { name: new RegExp(`^(${names.join('|')})$`) })
    .first()
    .click();

async function opened(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

export const eventScreens = (event: Record<string, string>): Screen[] => [
  [
    'host-cancel',
    async (page) => {
      await opened(page, `/events/${event.hosting}`);
      await press(page, 'Call it off', '中止する');
      await expect(page.getByRole('alertdialog').getByRole('button').first()).toBeVisible();
    },
  ],
  ['host-edit', (page) => opened(page, `/events/${event.hosting}/edit`)],
  [
    'host-edit-details',
    async (page) => {
      await opened(page, `/events/${event.hosting}/edit`);
      await press(page, 'More details', '詳しく設定');
      await page.getByLabel(/^(Seats|定員)$/).scrollIntoViewIfNeeded();
    },
  ],
  [
    'host-save',
    async (page) => {
      await opened(page, `/events/${event.hosting}/edit`);
      await page.getByLabel(/^(Seats|定員)$/).fill('9');
      await page.getByLabel(/^(Starts|開始)$/).fill('2027-03-28T03:30');
      await press(page, 'Save', '保存');
      await expect(page.getByRole('alertdialog')).toBeVisible();
    },
  ],
  [
    'event-calendar',
    async (page) => {
      await opened(page, `/events/${event.quorum}`);
      await press(page, 'Add to a calendar', 'カレンダーに追加');
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  ],
];
