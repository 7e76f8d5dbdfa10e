// The screens around an event: how to get to each.
import { type Page, expect } from '@playwright/test';
import { dusk } from './stage.states';

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

async function editCover(page: Page, id: string | undefined): Promise<void> {
  await opened(page, `/events/${id}/edit`);
  await press(page, 'More details', '詳しく設定');
  await page.getByLabel(/^(What it shows|画像の説明)$/).scrollIntoViewIfNeeded();
}

/** What hosts do now and then, each in its sheet. */
const hostMore = (event: Record<string, string>): Screen[] =>
  (
    [
      ['host-more'],
      ['host-announce', 'Tell everybody', '全員に知らせる'],
      ['host-poll', 'Ask when or where', '日時や場所を聞く'],
      ['host-copy', 'Make it again', 'もう一度開催'],
    ] as [string, ...string[]][]
  ).map(([name, ...item]) => [
    name,
    async (page) => {
      await opened(page, `/events/${event['series-host']}`);
      await press(page, 'More', 'その他');
      await expect(page.getByRole('dialog').getByRole('button').first()).toBeVisible();
      if (item.length > 0) await press(page, ...item);
      await expect(page.getByRole('dialog').last()).toBeVisible();
    },
  ]);

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
      await expect(page.getByRole('dialog').last()).toBeVisible();
    },
  ],
  [
    'new-cover',
    async (page) => {
      await opened(page, '/events/new');
      await press(page, 'More details', '詳しく設定');
      const choosing = page.waitForEvent('filechooser');
      await press(page, 'Choose a picture', '画像を選ぶ');
      await (await choosing).setFiles({ name: 'dusk.png', mimeType: 'image/png', buffer: dusk() });
      await page.getByRole('group', { name: /Picture of the event|イベントの画像/ }).scrollIntoViewIfNeeded();
    },
  ],
  ['host-edit-cover', (page) => editCover(page, event['cover-host'])],
  [
    'host-invite-role',
    async (page) => {
      await opened(page, `/events/${event.now}/invite`);
      await page.getByRole('radio', { name: /^(Co-hosts|共同主催者)$/ }).click();
    },
  ],
  [
    'event-report',
    async (page) => {
      await opened(page, `/events/${event.stranger}`);
      await press(page, 'More', 'その他');
      await press(page, 'Report', '通報');
      await expect(page.getByRole('dialog').last()).toBeVisible();
    },
  ],
  ['cohost-hosts', (page) => opened(page, `/events/${event.cohost}/hosts`)],
  [
    'plans-past',
    async (page) => {
      await opened(page, '/plans');
      await page.getByRole('radio', { name: /^(Past|これまで)$/ }).click();
    },
  ],
  ['host-invite', (page) => opened(page, `/events/${event.now}/invite`)],
  [
    'host-invite-link',
    async (page) => {
      await opened(page, `/events/${event.now}/invite`);
      await press(page, 'Make a link', 'リンクを作る');
      await page.getByTestId('invite-url').scrollIntoViewIfNeeded();
    },
  ],
  ...hostMore(event),
  [
    'map-filters',
    async (page) => {
      await opened(page, '/');
      await press(page, 'What is shown', '表示する内容');
      await expect(page.getByRole('dialog').last()).toBeVisible();
    },
  ],
  [
    'map-filtered',
    async (page) => {
      await opened(page, '/');
      await press(page, 'What is shown', '表示する内容');
      await page.getByRole('dialog').getByRole('radio', { name: /^(Games|ゲーム)$/ }).click();
      await page.getByRole('dialog').getByRole('radio', { name: /^(Friends'|友だち)$/ }).click();
      await press(page, 'Done', '決定');
      await expect(page.getByRole('dialog').last()).toBeHidden();
    },
  ],
  [
    'event-dates',
    async (page) => {
      await opened(page, `/events/${event['series-guest']}`);
      await press(page, 'All dates', 'すべての日程');
      await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible();
    },
  ],
  ['host-attendance', (page) => opened(page, `/events/${event['over-host']}/attendance`)],
  ['cohost-attendance', (page) => opened(page, `/events/${event['over-cohost']}/attendance`)],
  ['marks', (page) => opened(page, '/me/showing-up')],
  ['host-edit-place', (page) => opened(page, `/events/${event['series-host']}/edit?place=Ateneum`)],
  ['host-hosts', (page) => opened(page, `/events/${event.now}/hosts`)],
  [
    'host-check-in',
    async (page) => {
      await opened(page, `/events/${event.now}/check-in`);
      await expect(page.getByRole('img', { name: /QR/ })).toBeVisible();
    },
  ],
  ['guest-check-in', (page) => opened(page, `/events/${event.moved}/check-in`)],
  [
    'map-search',
    async (page) => {
      await opened(page, '/');
      await press(page, 'Search events', 'イベントを検索');
      await page.getByRole('searchbox').or(page.getByPlaceholder(/any script|どの文字/)).first().fill('ko');
      await expect(page.getByRole('radio', { name: /All kinds|すべての種類/ })).toBeVisible();
    },
  ],
  [
    'plans-invitations',
    async (page) => {
      await opened(page, '/plans');
      await page.getByRole('radio', { name: /^(Invitations|招待)$/ }).click();
    },
  ],
  [
    'plans-feed',
    async (page) => {
      await opened(page, '/plans');
      await press(page, 'My calendar', '自分のカレンダー');
      await press(page, 'Make an address', 'アドレスを作る');
      await expect(page.getByTestId('feed-url')).toBeVisible();
    },
  ],
];
