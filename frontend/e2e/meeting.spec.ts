// Somebody makes an event on the map, a friend nearby sees it appear, comes, and they talk.
import { expect, kill, say, saidTo, startSomething, test } from './people';
import type { Person } from './people';

/** Ann makes an event, Bo sees it appear and comes, and both sit in its room. */
async function meet(ann: Person, bo: Person, what: string): Promise<string> {
  const title = `${what} ${Date.now() % 100_000}`; // whoever runs this twice on one stack has two
  await startSomething(ann, title);
  const marker = bo.page
    .getByRole('group', { name: 'Map of what is on' })
    .getByRole('button', { name: new RegExp(`^${title}, On now`) });
  await marker.click();
  await bo.page.getByRole('button', { name: "I'm going" }).click();
  await expect(bo.page.getByText('You are going')).toBeVisible();
  await expect(ann.page.getByRole('list', { name: 'Who is coming' }).getByText('Bo')).toBeVisible();
  for (const { page } of [ann, bo]) {
    await page.getByRole('link', { name: 'Open the room' }).click();
    await expect(page.getByLabel('Write a message')).toBeVisible();
  }
  return title;
}

test('two people meet: a marker appears, a tap says "going", and they talk', async ({ ann, bo }) => {
  await meet(ann, bo, 'Picnic in the park');
  await say(ann, 'I have the blanket');
  await expect(bo.page.getByRole('log').getByText('I have the blanket')).toBeVisible();
  await say(bo, 'I bring 苺 and juice');
  await expect(ann.page.getByRole('log').getByText('I bring 苺 and juice')).toBeVisible();
  expect(await saidTo(ann)).toEqual(['I have the blanket', 'I bring 苺 and juice']);
  expect(await saidTo(bo)).toEqual(await saidTo(ann));
});

test('the gateway is killed mid-conversation: both have every message once, in order', async ({
  ann,
  bo,
}) => {
  await meet(ann, bo, 'Board games');
  await say(ann, 'one');
  await expect(bo.page.getByRole('log').getByText('one', { exact: true })).toBeVisible();
  kill('Gateway');
  for (const text of ['two', 'three']) await say(ann, text);
  await expect(ann.page.getByText('Sending…')).toHaveCount(0);
  for (const text of ['four', 'five']) await say(bo, text);
  const all = ['one', 'two', 'three', 'four', 'five'];
  await expect.poll(() => saidTo(ann), { timeout: 120_000 }).toEqual(all);
  await expect.poll(() => saidTo(bo), { timeout: 120_000 }).toEqual(all);
  await say(ann, 'six');
  await expect(bo.page.getByRole('log').getByText('six', { exact: true })).toBeVisible({ timeout: 90_000 });
  expect(await saidTo(bo)).toEqual([...all, 'six']);
});

test('the API is killed after a send and before its answer: the retried message is there once', async ({
  ann,
  bo,
}) => {
  const title = await meet(ann, bo, 'Coffee');
  await say(ann, 'before');
  await expect(bo.page.getByRole('log').getByText('before', { exact: true })).toBeVisible();
  let sends = 0;
  await ann.page.route('**/messages/*', async (route) => {
    sends += 1;
    if (sends > 1) return route.continue();
    expect((await route.fetch()).status()).toBe(200); // it is done, and committed …
    kill('API');
    await route.abort('connectionreset'); // … and nobody hears of it
  });
  const heard = ann.page.waitForResponse((answer) => /\/messages\//.test(answer.url()) && answer.ok(), {
    timeout: 80_000,
  });
  await say(ann, 'once');
  await heard; // a later try, once the API is back
  expect(sends).toBeGreaterThan(1);
  for (const person of [ann, bo])
    await expect.poll(() => saidTo(person), { timeout: 90_000 }).toEqual(['before', 'once']);
  await ann.page.goto('/');
  await ann.page.getByRole('link', { name: 'Rooms' }).click();
  await ann.page.getByRole('link', { name: title }).click();
  await expect.poll(() => saidTo(ann), { timeout: 90_000 }).toEqual(['before', 'once']);
});

test('a place is typed, and the event stands there', async ({ bo }) => {
  const { page } = bo;
  const title = `Sketching ${Date.now() % 100_000}`;
  await page.getByRole('link', { name: 'Start something' }).click();
  await page.getByRole('textbox', { name: 'What' }).fill(title);
  await page.getByLabel('Place', { exact: true }).fill('Ateneu');
  const found = page.getByRole('list', { name: 'Places found' });
  await found
    .getByRole('button', { name: /^Ateneum/ })
    .first()
    .click();
  await expect(page.getByRole('button', { name: 'Another place' })).toBeVisible();
  await page.getByRole('button', { name: 'Put it on the map' }).click();
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  await expect(page.getByRole('main').getByText(/^Ateneum/)).toBeVisible();
});
