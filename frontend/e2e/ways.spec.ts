// One person's life at the door: by Google, with a passkey, a password and a code, out and back again.
import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { type Person, arrive, codeFor, expect, expectRefusals, test, told } from './people';
import { inside, known, out, signInThere } from './providers';

test.describe.configure({ mode: 'serial' });

const NAME = `dee${Date.now()}`;
const EMAIL = `${NAME}@example.org`;
const PASSWORD = 'eleven herons over the bay';
const ANOTHER = 'nine cranes under the moon';

let context: BrowserContext;
let page: Page;
let used = ''; // the code that let Dee in last

test.beforeAll(async ({ browser, said }) => {
  const { person, context: made } = await arrive(browser, 'Dee', said);
  context = made;
  page = person.page;
  // An authenticator as a laptop has one: it keeps passkeys, and has just looked at its owner's finger.
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
});

test.afterAll(() => context.close());

const button = (name: string) => page.getByRole('button', { name, exact: true });

test('somebody new comes by Google and says who they are; a passkey, a password, a code bring them back', async () => {
  await known('google', NAME, { email: EMAIL, email_verified: true, name: 'Dee Holm' });
  await page.goto('/sign-in');
  await button('Go on with Google').click();
  await signInThere(page, NAME);
  await expect(page.getByLabel('Name')).toHaveValue('Dee Holm');
  await page.getByLabel('Date of birth').fill('1988-02-29');
  await button('Join').click();
  await page.getByRole('textbox', { name: 'About me' }).fill('Herons');
  await page
    .getByRole('radiogroup', { name: 'Who sees: About me' })
    .getByRole('radio', { name: 'Friends' })
    .click();
  await button('Save').click();
  await inside(page);

  await page.goto('/me/ways');
  await button('Add a passkey').click();
  await page.getByLabel('What to call it').fill('Laptop');
  await button('Make it').click();
  await expect(page.getByRole('list', { name: 'Passkeys' }).getByText('Laptop')).toBeVisible();
  await button('Add password').click();
  await page.getByLabel('New password').fill(PASSWORD);
  await button('Save').click();
  await expect(button('Change password')).toBeVisible();

  await out(page);
  await button('Use a passkey').click();
  await inside(page);

  await out(page);
  await button('Use my password').click();
  await page.getByLabel('Mail address').fill(EMAIL);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await button('Come in').click();
  await inside(page);

  await out(page);
  await page.getByLabel('Mail address').fill(EMAIL);
  await button('Send me a code').click();
  used = await codeFor(EMAIL);
  await page.getByLabel('Code', { exact: true }).fill(used);
  await inside(page);
});

test('a second account elsewhere is linked, and lets in; a way that is taken away does not', async () => {
  await known('line', NAME, { name: 'Dee' });
  await page.goto('/me/ways');
  await button('Link LINE').click();
  await signInThere(page, NAME);
  await expect(button('Unlink LINE')).toBeVisible();
  await button('Unlink Google').click();
  await expect(button('Unlink Google')).toHaveCount(0);

  await out(page);
  await button('Go on with LINE').click(); // the provider knows them still
  await inside(page);

  // Google's address belongs to an account, and Google is no way in any more: they come in as before, and it is again.
  await out(page);
  expectRefusals();
  await button('Go on with Google').click();
  await signInThere(page, NAME);
  await expect(page.getByText('Come in as before')).toBeVisible();
  await button('Use a passkey').click();
  await expect(page.getByText('Linked. From now on')).toBeVisible();
  await expect(button('Unlink Google')).toBeVisible();
});

test('a forgotten password is replaced by a code from the mail, and opens nothing any more', async () => {
  await out(page);
  await button('Use my password').click();
  await button('I forgot my password').click();
  await page.getByLabel('Mail address').fill(EMAIL);
  await button('Send me a code').click();
  await expect(page.getByText(`If ${EMAIL} has an account here`)).toBeVisible();
  used = await codeFor(EMAIL, used);
  await page.getByLabel('Code', { exact: true }).fill(used);
  await page.getByRole('textbox', { name: 'New password' }).fill(ANOTHER);
  await button('Set it and come in').click();
  await inside(page);

  await out(page);
  expectRefusals();
  await button('Use my password').click();
  await page.getByLabel('Mail address').fill(EMAIL);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await button('Come in').click();
  await expect(page.getByText('The address or the password is wrong.')).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill(ANOTHER);
  await button('Come in').click();
  await inside(page);
});

test('on a device that is new, all looks as before, and who came by mail alone is asked for a passkey', async ({
  browser,
  said,
}) => {
  await page.goto('/me');
  const look = page.getByRole('radiogroup', { name: 'Look' });
  const saved = page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
  await look.getByRole('radio', { name: 'Dark' }).click();
  await saved;
  await button('Time zone: Europe/Helsinki. Change it').click();
  await page.getByLabel('City or region, in English').fill('new y');
  await page.getByRole('dialog').getByRole('button', { name: 'America/New_York' }).click();
  await expect(button('Time zone: America/New_York. Change it')).toBeVisible();

  const { person, context: other } = await arrive(browser, 'Dee elsewhere', said);
  const there = person.page;
  await there.goto('/sign-in');
  await there.getByLabel('Mail address').fill(EMAIL);
  await there.getByRole('button', { name: 'Send me a code' }).click();
  used = await codeFor(EMAIL, used);
  await there.getByLabel('Code', { exact: true }).fill(used);
  await expect(there.getByRole('heading', { name: 'Around here' })).toBeVisible();
  await expect(there.locator('body')).toHaveCSS('background-color', 'rgb(14, 14, 15)');
  expectRefusals();
  await there.goto('/me/data');
  await there.getByRole('button', { name: 'Prepare my data' }).click();
  const asked = there.getByRole('alertdialog').or(there.getByRole('dialog'));
  await expect(asked.getByText('You came in by mail on a device that is new here')).toBeVisible();
  await expect(asked.getByRole('button', { name: 'Use a passkey' })).toBeVisible();
  await expect(asked.getByLabel('Password', { exact: true })).toHaveCount(0);

  // Seen from the known device it is one of two, and put out: what it asks for next leads to the door.
  await page.goto('/me/sessions');
  const devices = page.getByRole('list', { name: 'Where I am signed in' }).getByRole('listitem');
  await expect(devices.filter({ hasText: 'This device' })).toHaveCount(1);
  await button('Sign out everywhere else').click();
  await expect(devices).toHaveCount(1);
  await there.goto('/friends');
  await expect(there.getByRole('heading', { name: 'Come in' })).toBeVisible();
  await other.close();
});

test('what is theirs is prepared and fetched as a page and for programs; a key of theirs opens what it says', async () => {
  await page.goto('/me/data');
  await button('Prepare my data').click();
  const read = async (form: string) => {
    const saving = page.waitForEvent('download');
    await button(`Download ${form}`).click();
    return readFileSync(await (await saving).path(), 'utf8');
  };
  expect(await read('Page')).toContain(EMAIL);
  const mine = JSON.parse(await read('JSON')) as { users: { email: string; bio: string }[] };
  expect(mine.users).toMatchObject([{ email: EMAIL, bio: 'Herons' }]);

  await page.goto('/me/keys');
  await button('New key').click();
  await page.getByLabel('What it is for').fill('The screen in the hall');
  await page.getByRole('switch', { name: 'See friends' }).click();
  await button('Make the key').click();
  const key = await page.getByTestId('key').innerText();
  expect(key).toMatch(/^sk_/);
  const ask = async (path: string) =>
    (await fetch(`${told('TOMODA_URL')}/api/v1${path}`, { headers: { 'X-API-Key': key } })).status;
  expect([await ask('/friends'), await ask('/rooms'), await ask('/auth/ways')]).toEqual([200, 403, 403]);
  await button('Close').click();
  await button('Revoke The screen in the hall').click();
  await expect(page.getByText('The screen in the hall')).toHaveCount(0);
  expect(await ask('/friends')).toBe(401);
});

test('whoever leaves is gone at once, is asked when they come back, and is there again', async ({ ann }) => {
  await page.goto('/me');
  const name = (await page.getByText(/^@\w+$/).innerText()).slice(1);
  const findable = async ({ page: at }: Person) => {
    await at.goto('/friends/find');
    await at.getByLabel('User name').fill(name);
    await at.getByRole('button', { name: 'Look', exact: true }).click();
  };
  await findable(ann);
  await expect(ann.page.getByRole('list', { name: 'Found', exact: true }).getByRole('link')).toBeVisible();
  expectRefusals();
  await page.goto('/me/data');
  await button('Delete my account').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete my account' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'My data' })).toHaveCount(0);
  await findable(ann);
  await expect(ann.page.getByText('Nobody is to be found by this name.')).toBeVisible();

  await page.goto('/sign-in');
  await button('Use a passkey').click();
  await expect(page.getByRole('heading', { name: 'Welcome back?' })).toBeVisible();
  await button('Bring my account back').click();
  await inside(page);
  await findable(ann);
  await expect(ann.page.getByRole('list', { name: 'Found', exact: true }).getByRole('link')).toBeVisible();
});
