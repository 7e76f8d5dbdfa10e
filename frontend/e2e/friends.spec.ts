// Becoming friends by name and by link, keeping lists, and keeping somebody away.
import { faults } from './axe';
import { type Person, expect, expectRefusals, test } from './people';

const button = ({ page }: Person, name: string) => page.getByRole('button', { name, exact: true });

async function usernameOf({ page }: Person): Promise<string> {
  await page.goto('/me');
  return (await page.getByText(/^@\w+$/).innerText()).slice(1);
}

test('they find each other by name and by link, and one of them keeps the other away', async ({
  ann,
  bo,
  cy,
}) => {
  await ann.page.goto('/friends/find');
  await ann.page.getByLabel('User name').fill(await usernameOf(bo));
  await button(ann, 'Look').click();
  await ann.page.getByRole('list', { name: 'Found', exact: true }).getByRole('link').click();
  await button(ann, 'Add as friend: Bo').click();
  await expect(button(ann, 'Take request back: Bo')).toBeVisible();
  await bo.page.getByRole('link', { name: /1 request waits for you/ }).click(); // it appears while Bo looks
  await button(bo, 'Accept: Ann').click();
  await expect(ann.page.getByText('You are friends')).toBeVisible();
  await ann.page.getByRole('link', { name: /^Me.*1/ }).click(); // she was told, and reads it
  await ann.page.getByRole('link', { name: /^What I was told 1 is new/ }).click();
  const told = ann.page.getByRole('link', { name: /You and Bo are friends now/ });
  await expect(told.getByRole('img', { name: 'New' })).toBeVisible();
  await told.click();
  await expect(ann.page.getByRole('heading', { name: 'Bo', level: 1 })).toBeVisible();
  await ann.page.goto('/me');
  await expect(ann.page.getByRole('link', { name: /^What I was told Friends/ })).toBeVisible();

  await ann.page.goto('/friends/find');
  await button(ann, 'Make a link').click();
  await expect(ann.page.getByRole('img', { name: 'QR code of my link' })).toBeVisible();
  const link = await ann.page.getByTestId('my-link').innerText();
  await cy.page.goto(new URL(link).pathname);
  await button(cy, 'Add as friend: Ann').click();
  await expect(button(cy, 'Take request back: Ann')).toBeVisible();
  await ann.page.goto('/friends');
  await button(ann, 'Accept: Cy').click();
  const friends = ann.page.getByRole('list', { name: 'All friends' });
  await expect(friends.getByRole('link')).toHaveCount(2);

  await ann.page.getByRole('link', { name: 'Lists' }).click();
  await ann.page.getByRole('textbox', { name: 'New list' }).fill('Choir');
  await button(ann, 'Make the list').click();
  await button(ann, 'Add a friend: Choir').click();
  await ann.page.getByRole('dialog').getByRole('button', { name: /^Cy/ }).click();
  await expect(ann.page.getByRole('list', { name: 'Choir' }).getByText('Cy', { exact: true })).toBeVisible();

  await ann.page.goto('/friends');
  await friends.getByRole('link', { name: /^Cy/ }).click();
  await button(ann, 'More about Cy').click();
  await button(ann, 'Count as close friend').click();
  await expect(ann.page.getByText('close friend')).toBeVisible();
  expectRefusals();
  await button(ann, 'More about Cy').click();
  await button(ann, 'Block').click();
  await ann.page.getByRole('alertdialog').getByRole('button', { name: 'Block' }).click();
  await expect(friends.getByRole('link')).toHaveCount(1);
  await cy.page.goto('/friends');
  await expect(cy.page.getByText('Nobody yet')).toBeVisible();
  await cy.page.goto(new URL(link).pathname);
  await expect(cy.page.getByText('This does not exist, or you may not see it.')).toBeVisible();

  await ann.page.goto('/me/privacy');
  await button(ann, 'Unblock: Cy').click();
  await expect(ann.page.getByRole('list', { name: 'Blocked people' })).toHaveCount(0);
  await ann.page.goto('/friends');
  await friends.getByRole('link', { name: /^Bo/ }).click();
  await button(ann, 'More about Bo').click();
  await button(ann, 'Unfriend').click();
  await ann.page.getByRole('alertdialog').getByRole('button', { name: 'Unfriend' }).click();
  await expect(button(ann, 'Add as friend: Bo')).toBeVisible();

  await bo.page.goto('/me/ways');
  const address = await bo.page.getByText(/^bo\.\d+@example\.org$/).innerText();
  await bo.page.goto('/me/privacy');
  await bo.page.getByRole('switch', { name: 'By my mail address' }).click();
  await expect(bo.page.getByRole('switch', { name: 'By my mail address' })).toBeChecked();
  await ann.page.goto('/friends/find');
  await ann.page.getByRole('switch', { name: 'Whoever has my address may find me' }).click();
  await ann.page.getByLabel('Mail addresses').fill(`Bo <${address}>, nobody@example.org`);
  await button(ann, 'Look for 2 addresses').click();
  const found = ann.page.getByRole('list', { name: 'Found by address' });
  await expect(found.getByRole('link')).toHaveCount(1);
  await expect(found.getByText(address)).toBeVisible();
});

test('how one is told is chosen topic by topic, with hours of peace, and stays chosen', async ({ bo }) => {
  const { page } = bo;
  await page.goto('/me');
  await page.getByRole('link', { name: /^Being told/ }).click();
  const messages = page.getByRole('group', { name: 'Messages' });
  await messages.getByRole('switch').click();
  await messages.getByRole('radio', { name: 'In the digest' }).click();
  await expect(page.getByRole('group', { name: 'My account' }).getByRole('radio')).toHaveCount(0);
  await page.getByRole('switch', { name: 'Quiet hours' }).click();
  await page.getByLabel('Until').fill('07:30');
  await button(bo, 'Save').click();
  await expect(button(bo, 'Save')).toHaveCount(0);
  await page.waitForLoadState('networkidle');
  await page.reload();
  await expect(page.getByLabel('Until')).toHaveValue('07:30');
  await expect(page.getByLabel('From')).toHaveValue('22:00');
  await expect(messages.getByRole('switch')).not.toBeChecked();
  await expect(messages.getByRole('radio', { name: 'In the digest' })).toBeChecked();
});

test('no screen about people has a fault that axe can see, in either theme', async ({ bo }) => {
  const { page } = bo;
  const pages = {
    light: ['/me', '/me/profile', '/me/ways', '/me/privacy', '/me/telling', '/notices', '/friends/find'],
    dark: ['/me', '/me/sessions', '/me/keys', '/me/data', '/friends', '/friends/lists'],
  };
  for (const [look, addresses] of Object.entries(pages)) {
    await page.evaluate((chosen) => localStorage.setItem('tomoda.look', chosen), look);
    for (const address of addresses) {
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.waitForLoadState('networkidle');
      expect(await faults(page), `${address}, ${look}`).toEqual([]);
    }
  }
});
