// Two people talk so that only their devices can read it: after a reload, on a second device from there on, and with
// nothing of it in anything that the servers keep.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Person, arrive, ask, codeFor, expect, expectRefusals, say, test, told } from './people';

type Me = { id: string; username: string; email: string };

const log = ({ page }: Person) => page.getByRole('log');
const said = (person: Person, text: string) =>
  expect(log(person).getByText(text, { exact: true })).toBeVisible();

/** Whether any file of the running stack (database, its log of changes, cache, files, logs) has these bytes. */
function isKept(words: string): boolean {
  const bytes = Buffer.from(words);
  const within = (folder: string): boolean =>
    readdirSync(folder, { withFileTypes: true }).some((entry) => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) return within(file);
      return entry.isFile() && statSync(file).size > 0 && readFileSync(file).includes(bytes);
    });
  return within(told('TOMODA_RUN'));
}

async function numberOf(person: Person): Promise<string> {
  await person.page.getByRole('link', { name: 'Keys and safety number' }).click();
  const number = person.page.getByTestId('safety-number');
  await expect(number).toContainText(/\d{5}/);
  return number.innerText();
}

test('a secret chat is read by the devices of two people, and by nothing else', async ({
  ann,
  bo,
  browser,
  said: faults,
}) => {
  expectRefusals(); // of two who come in at once one is asked to look again
  const [a, b] = [await ask<Me>(ann, 'GET', '/users/me'), await ask<Me>(bo, 'GET', '/users/me')];
  await ask(ann, 'PUT', `/friends/requests/${b.id}`).catch(() => undefined); // friends since another test, perhaps
  await ask(bo, 'PUT', `/friends/requests/${a.id}`).catch(() => undefined);

  // Ann begins; she can say nothing before Bo has a device with keys.
  await ann.page.goto('/rooms/new');
  await ann.page.getByRole('switch', { name: 'Secret chat' }).click();
  await ann.page
    .getByRole('list', { name: 'Friends' })
    .getByRole('button', { name: /\bBo\b/ })
    .click();
  await expect(ann.page.getByText('Bo has no device with keys yet.')).toBeVisible();
  await expect(ann.page.getByLabel('Write a message')).toHaveCount(0);
  const room = new URL(ann.page.url()).pathname;
  await bo.page.goto(room);
  await say(ann, 'the heron flies at midnight');
  await said(bo, 'the heron flies at midnight');
  await say(bo, 'and the owl at dawn');
  await said(ann, 'and the owl at dawn');
  await bo.page.getByLabel('Write a message').press('ArrowUp');
  await bo.page.getByLabel('Write a message').fill('and the owl at noon');
  await bo.page.getByRole('button', { name: 'Save', exact: true }).click();
  await said(ann, 'and the owl at noon');

  // What was read stays readable, here.
  for (const person of [ann, bo]) {
    await person.page.reload();
    await said(person, 'the heron flies at midnight');
    await said(person, 'and the owl at noon');
  }

  // Both see the same number, and say so.
  const number = await numberOf(ann);
  expect(await numberOf(bo)).toBe(number);
  await ann.page.getByRole('button', { name: 'They are the same' }).click();
  await expect(ann.page.getByText('You have compared this number.')).toBeVisible();
  await ann.page.goto(room);
  await bo.page.goto(room);

  // Bo's second device reads from where it came in, and Ann is asked to compare again.
  const { person: again, context } = await arrive(browser, 'Bo elsewhere', faults);
  await again.page.goto('/sign-in');
  await again.page.getByLabel('Mail address').fill(b.email);
  const before = await codeFor(b.email);
  await again.page.getByRole('button', { name: 'Send me a code' }).click();
  await again.page.getByLabel('Code', { exact: true }).fill(await codeFor(b.email, before));
  await expect(again.page.getByRole('heading', { name: 'Around here' })).toBeVisible();
  await again.page.goto(room);
  await expect(log(again).getByText('Bo let a device in: it reads what is said from here on')).toBeVisible();
  await expect(
    log(again)
      .getByText(/^This device cannot read this message/)
      .first(),
  ).toBeVisible();
  await expect(ann.page.getByText('Devices have changed')).toBeVisible();
  await say(ann, 'the stork stays at home');
  for (const person of [bo, again]) await said(person, 'the stork stays at home');
  await say(again, 'so does the swan');
  for (const person of [ann, bo]) await said(person, 'so does the swan');
  await expect(log(again).getByText('the heron flies at midnight')).toHaveCount(0);

  // Signed out, it is out before anything more is said.
  const session = await ask<{ data: { id: string; current: boolean }[] }>(again, 'GET', '/auth/sessions');
  const gone = session.data.find(({ current }) => current)?.id ?? '';
  await context.close();
  await ask(bo, 'DELETE', `/auth/sessions/${gone}`).catch(() => undefined); // it answers without a word
  await say(ann, 'now it is the two of us');
  await said(bo, 'now it is the two of us');
  await expect(log(bo).getByText('Ann took devices out that are signed out')).toBeVisible();

  // Nothing that the servers keep has a word of it. In the open, the same words would be found.
  await ask(ann, 'PUT', `/rooms/${await plainRoom(ann, b)}/messages/${crypto.randomUUID()}`, {
    body: 'anybody may read of pelicans',
  });
  expect(isKept('anybody may read of pelicans')).toBe(true);
  for (const words of [
    'the heron flies at',
    'and the owl at',
    'the stork stays',
    'so does the swan',
    'now it is the two',
  ])
    expect(isKept(words), words).toBe(false);
});

async function plainRoom(person: Person, other: Me): Promise<string> {
  const opened = await ask<{ room: { id: string } }>(person, 'PUT', `/rooms/direct/${other.id}`);
  return opened.room.id;
}
