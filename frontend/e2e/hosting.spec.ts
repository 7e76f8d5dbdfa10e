// What hosts ask and say, from both sides; and events that come again.
// Cy hosts here: Ann does elsewhere, and a new account may make ten events a day.
import { faults } from './axe';
import { make, go } from './making';
import { type Person, expect, test } from './people';
import { photo } from './photos';

/** An address without a name of its own. */
const HOME = 'Bulevardi 13';

const more = async ({ page }: Person, item: string): Promise<void> => {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('button', { name: item }).click();
};

test('a question is answered before one comes, the host reads it, tells everybody something, and a poll moves the time', async ({
  cy,
  bo,
}) => {
  const event = await make(cy, 'Dumplings', { questions: ['What do you not eat?'] });
  await bo.page.goto(event);
  await expect(bo.page.getByText('The host asks a question first.')).toBeVisible();
  await expect(bo.page.getByText('Giving up a seat now is late')).toBeVisible();
  await bo.page.getByRole('button', { name: "I'm going" }).click();
  const asked = bo.page.getByRole('dialog', { name: 'The host would like to know' });
  await asked.getByRole('button', { name: "I'm going" }).click();
  await expect(asked.getByText('The host needs an answer to this.')).toBeVisible();
  await asked.getByLabel('What do you not eat?').fill('Peanuts');
  await asked.getByRole('button', { name: "I'm going" }).click();
  await expect(bo.page.getByText('You are going')).toBeVisible();
  await expect(cy.page.getByText('What do you not eat? — Peanuts')).toBeVisible();

  await more(cy, 'Tell everybody');
  await cy.page.getByLabel('What should they know?').fill('The kitchen is on the third floor');
  await cy.page.getByRole('button', { name: 'Tell them' }).click();
  await expect(
    bo.page.getByRole('list', { name: 'From the host' }).getByText('The kitchen is on the third floor'),
  ).toBeVisible();

  await bo.page
    .getByRole('group', { name: 'On the way?' })
    .getByRole('button', { name: 'On my way' })
    .click();
  await expect(bo.page.getByText('You are on your way')).toBeVisible();

  await more(cy, 'Ask when or where');
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await cy.page.getByLabel('Option 2').fill(`${day}T19:00`);
  await cy.page.getByRole('button', { name: 'Ask them' }).click();
  const suits = bo.page.getByRole('checkbox', { name: /19:00, 0 votes/ });
  await suits.click();
  await expect(bo.page.getByRole('checkbox', { name: /19:00, 1 vote/ })).toBeChecked();
  await expect(cy.page.getByRole('checkbox', { name: /19:00, 1 vote/ })).toBeVisible();
  await expect(cy.page.getByRole('list', { name: 'Who is coming' }).getByText('On the way')).toBeVisible();
  await cy.page.getByRole('button', { name: 'Close the poll' }).click();
  await cy.page.getByRole('button', { name: /^Move it to .*19:00$/ }).click();
  await cy.page.getByRole('button', { name: 'Save the changes' }).click();
  await expect(bo.page.getByText('This has changed since you answered')).toBeVisible();
  await expect(bo.page.getByText('Closed', { exact: true })).toBeVisible();
});

test('an event comes again every week: this and those after it are changed, one is called off by itself', async ({
  cy,
  bo,
}) => {
  const event = await make(cy, 'Choir', { details: [['Does it repeat?', 'Weekly']] });
  await expect(cy.page.getByText(/^Every week on /)).toBeVisible();
  const dates = cy.page.getByRole('dialog', { name: 'All dates' });
  const items = dates.getByRole('listitem');
  const look = async () => {
    await cy.page.getByRole('button', { name: 'All dates' }).click();
    await expect(items.nth(2)).toBeVisible();
  };
  // A worker makes what comes next; its dates are asked for until they are there.
  await expect(async () => {
    await cy.page.reload();
    await cy.page.getByRole('button', { name: 'All dates' }).click();
    await expect(items.nth(2)).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await items.nth(1).getByRole('link').click();
  await expect(cy.page).not.toHaveURL(new RegExp(event));

  await cy.page.getByRole('link', { name: 'Edit' }).click();
  await cy.page.getByLabel('Seats', { exact: true }).fill('7');
  await cy.page.getByRole('button', { name: 'Save', exact: true }).click();
  await cy.page.getByRole('radio', { name: 'This and those after it' }).click();
  await cy.page.getByRole('button', { name: 'Save the changes' }).click();
  await look();
  await expect(items.nth(0).getByText('0 going')).toBeVisible();
  await expect(items.nth(1).getByText('0 of 7 going')).toBeVisible();
  await expect(items.nth(2).getByText('0 of 7 going')).toBeVisible();
  await cy.page.keyboard.press('Escape');

  const second = new URL(cy.page.url()).pathname;
  await go(bo, second);
  await cy.page.getByRole('button', { name: 'Call it off' }).click();
  const dialog = cy.page.getByRole('alertdialog');
  await expect(dialog.getByRole('radio', { name: 'Only this one' })).toBeChecked();
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await dialog.getByRole('button', { name: 'Call it off' }).click();
  await expect(bo.page.getByText('The host called this off.')).toBeVisible();
  await bo.page.getByRole('button', { name: 'All dates' }).click();
  const his = bo.page.getByRole('dialog', { name: 'All dates' }).getByRole('listitem');
  await expect(his.nth(1).getByText('Cancelled')).toBeVisible();
  await expect(his.nth(2).getByText('0 of 7 going')).toBeVisible();
});

test('an event has a picture and a home: the one is described and seen by everybody, the other is asked about; both can be taken back', async ({
  cy,
  bo,
  stranger,
}) => {
  const title = `Garden ${Date.now() % 100_000}`;
  await cy.page.getByRole('link', { name: 'Start something' }).click();
  await cy.page.getByRole('textbox', { name: 'What' }).fill(title);
  await cy.page.getByLabel('Place', { exact: true }).fill(HOME);
  await cy.page
    .getByRole('list', { name: 'Places found' })
    .getByRole('button', { name: new RegExp(`^${HOME}`) })
    .first()
    .click();
  await cy.page.getByRole('button', { name: 'More details' }).click();
  const choosing = cy.page.waitForEvent('filechooser');
  await cy.page.getByRole('button', { name: 'Choose a picture' }).click();
  const file = { name: 'garden.jpg', mimeType: 'image/jpeg', buffer: await photo(cy.page) };
  await (await choosing).setFiles(file);
  const make = cy.page.getByRole('button', { name: 'Put it on the map' });
  await expect(cy.page.getByRole('progressbar', { name: 'On its way' })).toHaveCount(0);
  await make.click();
  await expect(cy.page.getByText('Say in a few words what is to be seen on it.')).toBeVisible();
  await cy.page.getByLabel('What it shows').fill('Lanterns in a garden');
  await make.click();
  await expect(cy.page.getByRole('alert').getByText('may be a home')).toBeVisible();
  await cy.page.getByRole('button', { name: 'Only guests see the address' }).click();
  await expect(cy.page.getByRole('heading', { name: title })).toBeVisible();
  const event = new URL(cy.page.url()).pathname;
  const enlarge = { name: 'Lanterns in a garden: enlarge' };
  await expect(cy.page.getByRole('button', enlarge)).toBeVisible();

  await go(bo, event);
  await bo.page.getByRole('button', enlarge).focus();
  await bo.page.keyboard.press('Enter');
  await expect(bo.page.getByRole('dialog', { name: 'Lanterns in a garden' })).toBeVisible();
  await bo.page.keyboard.press('Escape');
  expect(await faults(bo.page)).toEqual([]);
  await bo.page.goto('/plans');
  const line = bo.page.getByTestId(event.replace('/events/', 'event-'));
  await expect(line.locator('img')).toHaveAttribute('src', /^http/);

  await stranger.page.goto(event.replace('/events/', '/e/'));
  await expect(stranger.page.getByText('The exact place is shown to guests.')).toBeVisible();
  await expect(stranger.page.getByRole('img', { name: 'Lanterns in a garden' }).last()).toBeVisible();
  expect(await faults(stranger.page)).toEqual([]);

  await cy.page.getByRole('link', { name: 'Edit' }).click();
  await cy.page.getByRole('button', { name: 'More details' }).click();
  expect(await faults(cy.page), 'the form').toEqual([]);
  await cy.page.getByRole('button', { name: 'Remove the picture' }).click();
  await cy.page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(cy.page.getByRole('alertdialog').getByText('No picture any more')).toBeVisible();
  await cy.page.getByRole('button', { name: 'Save the changes' }).click();
  await expect(cy.page.getByRole('heading', { name: title })).toBeVisible();
  await expect(cy.page.getByRole('button', enlarge)).toHaveCount(0);
  await stranger.page.reload();
  await expect(stranger.page.getByRole('heading', { name: title })).toBeVisible();
  await expect(stranger.page.getByRole('img', { name: 'Lanterns in a garden' })).toHaveCount(0);

  // Whom its address is for changes without moving it; before everybody sees a home, that is asked once more.
  await cy.page.getByRole('link', { name: 'Edit' }).click();
  await cy.page.getByRole('button', { name: 'More details' }).click();
  const whom = cy.page.getByRole('radiogroup', { name: 'Exact place' });
  await expect(whom.getByRole('radio', { name: 'Only for guests' })).toBeChecked();
  await whom.getByRole('radio', { name: 'For everybody' }).click();
  await cy.page.getByRole('button', { name: 'Save', exact: true }).click();
  const saving = cy.page.getByRole('alertdialog');
  await expect(saving.getByRole('alert').getByText('may be a home')).toBeVisible();
  expect(await faults(cy.page), 'asked about a home').toEqual([]);
  await stranger.page.reload();
  await expect(stranger.page.getByText('The exact place is shown to guests.')).toBeVisible();
  await saving.getByRole('button', { name: 'Yes, everybody may see it' }).click();
  await expect(cy.page.getByRole('heading', { name: title })).toBeVisible();
  await stranger.page.reload();
  await expect(stranger.page.getByRole('heading', { name: title })).toBeVisible();
  await expect(stranger.page.getByText('The exact place is shown to guests.')).toHaveCount(0);

  // A link that makes co-hosts; who became one that way can stop by themselves.
  await cy.page.getByRole('link', { name: 'Invite', exact: true }).click();
  await cy.page.getByRole('radio', { name: 'Co-hosts' }).click();
  await cy.page.getByRole('button', { name: 'Make a link' }).click();
  expect(await faults(cy.page), 'inviting').toEqual([]);
  await bo.page.goto(new URL(await cy.page.getByTestId('invite-url').innerText()).pathname);
  await expect(bo.page.getByText('You are asked to host this, too')).toBeVisible();
  await bo.page.getByRole('button', { name: 'Show me' }).click();
  await expect(bo.page.getByRole('link', { name: 'Edit' })).toBeVisible();
  await bo.page.getByRole('link', { name: 'Co-hosts' }).click();
  expect(await faults(bo.page), 'co-hosts').toEqual([]);
  await bo.page.getByRole('button', { name: 'Stop hosting' }).click();
  await expect(bo.page.getByRole('heading', { name: title })).toBeVisible();
  await expect(bo.page.getByRole('link', { name: 'Edit' })).toHaveCount(0);
});
