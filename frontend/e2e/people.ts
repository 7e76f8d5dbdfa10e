// Who takes part: a browser of one's own, a mail box, and a console in which no error may appear.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, type BrowserContext, type Page, expect, test as base } from '@playwright/test';

export const told = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests with ./task test:e2e`);
  return value;
};

export interface Person {
  name: string;
  page: Page;
}

/** From the killing of a server to the end of that test, what browsers say of lost connections is no fault. */
const lines = { broken: false, refused: false };

/** What a browser says when a server is gone; nothing else is forgiven. */
const BROKEN =
  /ERR_(CONNECTION|EMPTY_RESPONSE|FAILED|SOCKET|INTERNET)|WebSocket connection|status of 50[234]/;

/** From here to the end of the test somebody is refused on purpose, which browsers say in the console. */
export const expectRefusals = (): void => void (lines.refused = true);

/** The same for somebody whose line is cut on purpose. */
export const expectCuts = (): void => void (lines.broken = true);

const REFUSED = /status of 4(01|03|04|09)/;

export async function arrive(
  browser: Browser,
  name: string,
  faults: string[],
): Promise<{ person: Person; context: BrowserContext }> {
  const context = await browser.newContext({
    baseURL: told('TOMODA_URL'),
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/Helsinki',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(`${name}: ${error.message}`));
  page.on('console', (message) => {
    if (!page.url().startsWith(told('TOMODA_URL'))) return; // a provider's page is not ours to mend
    const text = message.text();
    const forgiven = (lines.broken && BROKEN.test(text)) || (lines.refused && REFUSED.test(text));
    if (message.type() === 'error' && !forgiven) faults.push(`${name}: ${text}`);
  });
  return { person: { name, page }, context };
}

/** The latest code that went to an address. */
export async function codeFor(email: string, but?: string): Promise<string> {
  let code: string | undefined;
  await expect(async () => {
    const answer = await fetch(`${told('TOMODA_MAIL_URL')}/mails.json?to=${encodeURIComponent(email)}`);
    const mails = (await answer.json()) as { text: string }[];
    code = mails.map((mail) => /\b\d{6}\b/.exec(mail.text)?.[0]).find(Boolean);
    expect(code).toBeDefined();
    expect(code).not.toBe(but);
  }).toPass();
  return code ?? '';
}

/** Through the door as everybody comes: welcome, address, code, name and birth date. */
async function signUp({ page, name }: Person): Promise<void> {
  const email = `${name.toLowerCase()}.${Date.now()}@example.org`;
  await page.goto('/');
  await page.getByRole('link', { name: 'Join Tomoda' }).click();
  await page.getByLabel('Mail address').fill(email);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await page.getByLabel('Code', { exact: true }).fill(await codeFor(email));
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Date of birth').fill('1990-05-17');
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByRole('button', { name: 'Later' }).click();
  await expect(page.getByRole('heading', { name: 'Around here' })).toBeVisible();
}

/** The spot of the map that is farthest from everything on it, so that nothing is gathered with what is put there. */
export async function freeSpot(page: Page): Promise<{ x: number; y: number }> {
  return page.evaluate(() => {
    const canvas = document.querySelector('canvas.maplibregl-canvas');
    if (!canvas) throw new Error('there is no map');
    const { left, top, right, bottom } = canvas.getBoundingClientRect();
    const taken = Array.from(document.querySelectorAll('.maplibregl-marker')).map((marker) => {
      const box = marker.getBoundingClientRect();
      return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    });
    let best = { x: 0, y: 0, far: 0 };
    for (let x = left + 90; x < right - 90; x += 20)
      for (let y = top + 80; y < bottom - 80; y += 20) {
        if (document.elementFromPoint(x, y) !== canvas) continue;
        // In widths and heights of a marker.
        const far = Math.min(
          9,
          ...taken.map((one) => Math.max(Math.abs(one.x - x) / 90, Math.abs(one.y - y) / 42)),
        );
        if (far > best.far) best = { x, y, far };
      }
    if (best.far < 1) throw new Error('no free spot on the map');
    return best;
  });
}

/** Taps the map where it is free, and starts something there. */
export async function startSomething(
  { page }: Person,
  title: string,
  more: { seats?: string } = {},
): Promise<void> {
  const map = page.getByRole('group', { name: 'Map of what is on' });
  await expect(map.getByRole('button', { name: 'Zoom in', exact: true })).toBeVisible();
  await expect(map.and(page.locator('[aria-busy=false]')), 'the map is drawn').toBeVisible();
  const free = await freeSpot(page);
  await page.mouse.click(free.x, free.y);
  await page.getByRole('button', { name: 'Start something' }).click();
  await page.getByRole('textbox', { name: 'What' }).fill(title);
  await expect(page.getByRole('button', { name: 'Another place' })).toBeVisible();
  if (more.seats) await page.getByLabel('Seats', { exact: true }).fill(more.seats);
  await page.getByRole('button', { name: 'Put it on the map' }).click();
  const there = page.getByRole('heading', { name: title });
  const door = page.getByRole('button', { name: 'Yes, everybody may see it' });
  await expect(there.or(door)).toBeVisible();
  if (await door.isVisible()) await door.click(); // what was tapped has a number
  await expect(there).toBeVisible();
}

/** Asks the API as whoever is signed in there, for what other tests do with their hands. */
export async function ask<Answer>(
  { page }: Person,
  method: string,
  path: string,
  data?: unknown,
): Promise<Answer> {
  const { access_token } = (await (
    await page.request.post('/api/v1/auth/refresh', { data: {}, headers: { 'X-Tomoda-Client': 'web' } })
  ).json()) as { access_token: string };
  const answer = await page.request.fetch(`/api/v1${path}`, {
    method,
    data,
    headers: { Authorization: `Bearer ${access_token}` },
  });
  expect(answer.ok(), `${method} ${path}: ${answer.status()}`).toBe(true);
  return (await answer.json()) as Answer;
}

export async function say({ page }: Person, text: string): Promise<void> {
  await page.getByLabel('Write a message').fill(text);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}

/** What the room says, from top to bottom. */
export const saidTo = ({ page }: Person): Promise<string[]> =>
  page.getByRole('log').locator('[data-testid^="message-"]').allInnerTexts();

/** One process of the running stack, by the name that `./task dev` shows. */
export function kill(part: 'API' | 'Gateway'): void {
  const running = JSON.parse(readFileSync(path.join(told('TOMODA_RUN'), 'running.json'), 'utf8')) as Record<
    string,
    { pid: number }
  >;
  const pid = running[part]?.pid;
  if (!pid) throw new Error(`no ${part} in running.json`);
  lines.broken = true;
  process.kill(-pid, 'SIGKILL'); // with its children
}

/** A person without a connection, while something is done; what their browser says of that is no fault. */
export async function offline({ page }: Person, meanwhile: () => Promise<unknown>): Promise<void> {
  lines.broken = true;
  await page.context().setOffline(true);
  await meanwhile();
  await page.context().setOffline(false);
}

async function begin(person: Person): Promise<Person> {
  await person.page.goto('/');
  await expect(person.page.getByRole('heading', { name: 'Around here' })).toBeVisible();
  return person;
}

type Who = 'ann' | 'bo' | 'cy';

/** Ann, Bo and Cy sign up once and stay, since one address may not sign up many people; each test starts at the map. */
export const test = base.extend<
  Record<Who, Person> & { consoles: undefined; stranger: Person },
  { everybody: Record<Who, Person>; said: string[] }
>({
  said: [async ({ browserName: _ }, give) => give([]), { scope: 'worker' }],
  everybody: [
    async ({ browser, said }, give) => {
      const came: Awaited<ReturnType<typeof arrive>>[] = [];
      for (const name of ['Ann', 'Bo', 'Cy']) came.push(await arrive(browser, name, said));
      const [ann, bo, cy] = came.map(({ person }) => person) as [Person, Person, Person];
      for (const person of [ann, bo, cy]) await signUp(person);
      await give({ ann, bo, cy });
      for (const { context } of came) await context.close();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  consoles: [
    async ({ said }, give) => {
      lines.broken = false;
      lines.refused = false;
      await give(undefined);
      expect(said.splice(0), 'the consoles stay free of errors').toEqual([]);
    },
    { auto: true },
  ],
  ann: async ({ everybody }, give) => give(await begin(everybody.ann)),
  bo: async ({ everybody }, give) => give(await begin(everybody.bo)),
  cy: async ({ everybody }, give) => give(await begin(everybody.cy)),
  // Somebody without an account, in a browser of their own.
  stranger: async ({ browser, said }, give) => {
    const { person, context } = await arrive(browser, 'Stranger', said);
    await give(person);
    await context.close();
  },
});

export { expect };
