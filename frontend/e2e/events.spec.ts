// Events from both sides: the last seat, being let in, calling off, a moved time, a link without an account, arriving.
import type { Page } from '@playwright/test';
import { go, make } from './making';
import { expect, offline, test } from './people';

test('the last seat is taken, somebody waits, and is offered the seat that comes free', async ({
  ann,
  bo,
  cy,
}) => {
  const event = await make(ann, 'Supper', { seats: '1' });
  await go(bo, event);
  await cy.page.goto(event);
  await cy.page.getByRole('button', { name: 'Join the waiting list' }).click();
  await expect(cy.page.getByText('You are next')).toBeVisible();
  await bo.page.getByRole('button', { name: 'Change my answer' }).click();
  await bo.page.getByRole('button', { name: "Can't make it" }).click();
  // An hour before, this is late: it is said what that means, and asked once more.
  await expect(bo.page.getByRole('alertdialog').getByText('leaves a mark that only you see')).toBeVisible();
  await bo.page.getByRole('button', { name: 'Give up my seat' }).click();
  await expect(cy.page.getByText('A seat came free for you')).toBeVisible();
  await expect(cy.page.getByTestId('countdown')).toHaveText(/^\d+:\d\d$/);
  await cy.page.getByRole('button', { name: 'Take the seat' }).click();
  await expect(cy.page.getByText('You are going')).toBeVisible();
  await expect(ann.page.getByTestId('going')).toHaveText('1 of 1 going');
  await expect(ann.page.getByRole('list', { name: 'Who is coming' }).getByText('Cy')).toBeVisible();
});

test('the host lets somebody in, then calls it off after having seen what that does', async ({ ann, bo }) => {
  const event = await make(ann, 'Choir', { details: [['Who comes', 'I decide']] });
  await bo.page.goto(event);
  await bo.page.getByRole('button', { name: 'Ask to come' }).click();
  await expect(bo.page.getByText('Waiting for the host')).toBeVisible();
  await ann.page.getByRole('button', { name: 'Let in Bo' }).click();
  await expect(bo.page.getByText('You are going')).toBeVisible();

  await ann.page.getByRole('button', { name: 'Call it off' }).click();
  const dialog = ann.page.getByRole('alertdialog');
  await expect(dialog.getByText('1 person is told at once.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await dialog.getByLabel('Reason (optional)').fill('The piano is ill');
  await dialog.getByRole('button', { name: 'Call it off' }).click();
  for (const { page } of [ann, bo])
    await expect(page.getByText('The host called this off: The piano is ill')).toBeVisible();
  await expect(bo.page.getByRole('button', { name: 'Change my answer' })).toHaveCount(0);
});

/** The next Sunday on which New York puts its clocks forward. */
function forward(): Date {
  const offset = (day: Date) =>
    new Intl.DateTimeFormat('en', { timeZone: 'America/New_York', timeZoneName: 'shortOffset' })
      .formatToParts(day)
      .find(({ type }) => type === 'timeZoneName')?.value;
  const day = new Date();
  day.setUTCHours(17, 0, 0, 0);
  for (;;) {
    const before = offset(day);
    day.setUTCDate(day.getUTCDate() + 1);
    if (before === 'GMT-5' && offset(day) === 'GMT-4' && day.getTime() > Date.now() + 3 * 86_400_000)
      return day;
  }
}

test('a time moves over the night on which clocks change: both sides see their own, and say again that they come', async ({
  ann,
  bo,
}) => {
  const sunday = forward();
  const date = (days: number) => new Date(sunday.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const words = (days: number) =>
    new Intl.DateTimeFormat('en-GB', {
      timeZone: 'UTC',
      weekday: 'short',
      day: 'numeric',
      month: 'short',
    }).format(sunday.getTime() + days * 86_400_000);
  const event = await make(ann, 'Jazz', {
    place: 'New York',
    start: 'Another time',
    at: `${date(-1)}T19:00`,
  });
  await go(bo, event);
  await expect(bo.page.getByText(`${words(0)}, 02:00 on your clock`)).toBeVisible();

  await ann.page.getByRole('link', { name: 'Edit' }).click();
  const starts = ann.page.getByLabel('Starts', { exact: true });
  await starts.fill(`${date(0)}T02:30`);
  await expect(ann.page.getByText(`The clocks skip this time: it becomes ${words(0)}, 03:30.`)).toBeVisible();
  await starts.fill(`${date(0)}T19:00`);
  await ann.page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(ann.page.getByText(`Starts: ${words(-1)}, 19:00 → ${words(0)}, 19:00`)).toBeVisible();
  await ann.page.getByRole('radio', { name: 'gives it up' }).click();
  await ann.page.getByRole('button', { name: 'Save the changes' }).click();

  await expect(bo.page.getByText('This has changed since you answered')).toBeVisible();
  await expect(bo.page.getByText(`Before: ${words(-1)}, 19:00`)).toBeVisible();
  await expect(
    bo.page.getByText(`${words(1)}, 01:00 on your clock`),
    'an hour earlier than the night before',
  ).toBeVisible();
  await bo.page.getByRole('button', { name: "Yes, I'm coming" }).click();
  await expect(bo.page.getByText('You are going')).toBeVisible();
});

test('a link invites whoever has it, is read without an account, and a seat is taken by mail', async ({
  ann,
  bo,
  stranger,
}) => {
  const closed = await make(ann, 'Surprise', { details: [['Who sees it', 'Whom I invite']] });
  await ann.page.getByRole('link', { name: 'Invite', exact: true }).click();
  await ann.page.getByRole('button', { name: 'Make a link' }).click();
  const url = await ann.page.getByTestId('invite-url').innerText();
  await stranger.page.goto(new URL(url).pathname);
  await expect(stranger.page.getByRole('heading', { name: /^Surprise/ })).toBeVisible();
  await expect(ann.page.getByText('0 of 10 used')).toBeVisible();
  await stranger.page.getByRole('button', { name: 'Join Tomoda to come' }).click();
  await expect(stranger.page.getByLabel('Mail address')).toBeVisible();

  await bo.page.goto(new URL(url).pathname);
  await bo.page.getByRole('button', { name: 'Show me' }).click();
  await expect(bo.page.getByRole('button', { name: "I'm going" })).toBeVisible();
  expect(new URL(bo.page.url()).pathname).toBe(closed);

  const open = await make(ann, 'Swing');
  await stranger.page.goto(open.replace('/events/', '/e/'));
  await stranger.page.getByLabel('Your name').fill('Dee');
  const address = `dee.${Date.now()}@example.org`;
  await stranger.page.getByLabel('Mail address').fill(address);
  await stranger.page.getByRole('button', { name: 'Send me the link' }).click();
  await expect(stranger.page.getByText('Look into your mail')).toBeVisible();
  await stranger.page.goto(await linkFor(address));
  await stranger.page.getByRole('button', { name: "I'm going" }).click();
  await expect(stranger.page.getByRole('heading', { name: 'You are coming' })).toBeVisible();
  await ann.page.reload();
  await expect(ann.page.getByRole('list', { name: 'By mail' }).getByText('Dee')).toBeVisible();
});

/** Where the link in a mail leads to. */
async function linkFor(address: string): Promise<string> {
  let link: string | undefined;
  await expect(async () => {
    const at = `${process.env.TOMODA_MAIL_URL}/mails.json?to=${encodeURIComponent(address)}`;
    const mails = (await (await fetch(at)).json()) as { text: string }[];
    link = mails.map(({ text }) => /https?:\/\/\S+#guest=\S+/.exec(text)?.[0]).find(Boolean);
    expect(link).toBeDefined();
  }).toPass();
  const { pathname, hash } = new URL(link ?? '');
  return pathname + hash;
}

/** From now on this browser's camera sees a picture: the one thing that no test can have. */
const showToCamera = (page: Page, picture: Buffer): Promise<void> =>
  page.evaluate(
    async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [640, 640];
      const pen = canvas.getContext('2d');
      const draw = () => pen?.drawImage(image, 80, 80, 480, 480);
      draw();
      setInterval(draw, 100);
      navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(10);
    },
    `data:image/png;base64,${picture.toString('base64')}`,
  );

test('a guest scans the code of the host while both have no connection, and is there once, as soon as they have', async ({
  ann,
  bo,
}) => {
  const event = await make(ann, 'Running', { start: 'Now' });
  await go(bo, event);
  await ann.page.getByRole('link', { name: 'Who is there' }).click();
  await expect(ann.page.getByRole('img', { name: 'QR code to check in' })).toBeVisible();
  await expect(ann.page.getByText('0 of 1 there')).toBeVisible();
  await bo.page.getByRole('link', { name: 'I am there' }).click();
  await offline(bo, () =>
    offline(ann, async () => {
      const code = ann.page.getByRole('img', { name: 'QR code to check in' });
      await showToCamera(bo.page, await code.screenshot());
      await bo.page.getByRole('button', { name: 'Scan the code' }).click();
      await expect(bo.page.getByText('Scanned, and kept on this device')).toBeVisible();
    }),
  );
  await expect(bo.page.getByText('You are checked in')).toBeVisible();
  await bo.page.reload();
  await expect(bo.page.getByText('You are checked in')).toBeVisible();
  await ann.page.reload();
  await expect(ann.page.getByText('1 of 1 there')).toBeVisible();
  await expect(ann.page.getByRole('switch', { name: 'Bo is there' })).toBeChecked();
});
