// Ramen in a moment: found near by, and each other found there. Cy hosts, Bo comes.
import { faults } from './axe';
import { go, make } from './making';
import { ask, expect, expectRefusals, freeSpot, test } from './people';

interface Placed {
  event: { place: { lat: number; lon: number } };
}

test('what is right now says for whom it is, where exactly one meets and what one wears, and who is there says so by where they are', async ({
  cy,
  bo,
}) => {
  const event = await make(cy, 'Ramen', {
    start: 'Right now, near by',
    details: [['Begins', 'In 20 minutes']],
  });
  await expect(cy.page.getByText('Right now, for whoever is near by')).toBeVisible();
  await cy.page.getByRole('link', { name: 'Say where exactly' }).click();
  expect(await faults(cy.page), 'the spot').toEqual([]);
  await cy.page.getByLabel('In a few words').fill('Under the clock');
  const free = await freeSpot(cy.page);
  await cy.page.mouse.click(free.x, free.y);
  await expect(cy.page.getByText('It stands on the map.')).toBeVisible();
  await cy.page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(cy.page.getByText('Under the clock')).toBeVisible();

  await bo.page.goto(event);
  await expect(bo.page.getByText('Right now, for whoever is near by')).toBeVisible();
  await expect(bo.page.getByRole('group', { name: 'Finding each other' })).toHaveCount(0);
  await go(bo, event);
  const found = bo.page.getByRole('group', { name: 'Finding each other' });
  await expect(found.getByText('Under the clock')).toBeVisible();
  await found.getByRole('button', { name: 'Show the flag on the map' }).click();
  await found.getByRole('button', { name: 'What I can be known by' }).click();
  const sheet = bo.page.getByRole('dialog', { name: 'What I can be known by' });
  await sheet.getByLabel('What I can be known by').fill('A yellow hat');
  await bo.page.keyboard.press('Enter');
  await expect(
    cy.page.getByRole('list', { name: 'What people wear' }).getByText('A yellow hat'),
  ).toBeVisible();
  expect(await faults(bo.page), 'finding each other').toEqual([]);

  const { place } = (await ask<Placed>(bo, 'GET', event)).event;
  const context = bo.page.context();
  const stand = (latitude: number) =>
    context.setGeolocation({ latitude, longitude: place.lon, accuracy: 10 });
  await context.grantPermissions(['geolocation']);
  await stand(place.lat + 0.02);
  await bo.page.getByRole('link', { name: 'I am there' }).click();
  expectRefusals();
  await bo.page.getByRole('button', { name: 'I am here' }).click();
  await expect(bo.page.getByRole('alert').getByText('You are too far from the place')).toBeVisible();
  await stand(place.lat);
  await bo.page.getByRole('button', { name: 'I am here' }).click();
  await expect(bo.page.getByText('You are checked in')).toBeVisible();
  await cy.page.getByRole('link', { name: 'Who is there' }).click();
  await expect(cy.page.getByText('Says their phone')).toBeVisible();
  await context.clearPermissions();
});

test('who is not invited says the code; whoever goes away says so in the room if they want; before an event is hidden, its host reads from whom', async ({
  cy,
  bo,
}) => {
  const event = await make(cy, 'Chess', { code: 'rook e4' });
  await bo.page.goto(event);
  expectRefusals();
  await bo.page.getByRole('button', { name: 'Maybe' }).click();
  await expect(bo.page.getByRole('alert').getByText('This event has a code')).toBeVisible();
  await bo.page.getByLabel('Code', { exact: true }).fill('Rook E4');
  await bo.page.getByRole('button', { name: "I'm going" }).click();
  await expect(bo.page.getByText('You are going')).toBeVisible();
  await bo.page.getByRole('button', { name: 'Change my answer' }).click();
  await bo.page.getByRole('switch', { name: 'If I do not come: say so in the room' }).click();
  expect(await faults(bo.page), 'going away').toEqual([]);
  await bo.page.getByRole('button', { name: "Can't make it" }).click();
  await bo.page.getByRole('button', { name: 'Give up my seat' }).click();
  await expect(bo.page.getByText('Not going')).toBeVisible();
  await cy.page.getByRole('link', { name: 'Open the room' }).click();
  await expect(cy.page.getByRole('log').getByText('Bo left')).toBeVisible();

  await cy.page.goto(`${event}/edit`);
  await cy.page.getByRole('button', { name: 'More details' }).click();
  await cy.page.getByRole('radio', { name: 'Whom I invite' }).click();
  await cy.page.getByLabel('Code (optional)').fill('');
  await cy.page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = cy.page.getByRole('alertdialog');
  await expect(dialog.getByText('No code is needed any more')).toBeVisible();
  await expect(
    dialog.getByText(/Will no longer see it: everybody nearby, whoever has the address, your friends/),
  ).toBeVisible();
  await dialog.getByRole('button', { name: 'Save the changes' }).click();
  await expect(cy.page.getByText('Seen by invited people')).toBeVisible();
});

test('what one finds is followed and left again; what more want to come to than its host meant is closed until they answer', async ({
  ann,
  cy,
  bo,
  stranger,
}) => {
  test.slow(); // how many want to come is looked at after a minute
  const event = await make(cy, 'Vegan supper');
  const { id } = await ask<{ id: string }>(cy, 'POST', '/events', {
    ...{ title: 'Party of the year', seats: 2, plus_max: 9, join_mode: 'approval' },
    place: { lat: 60.1702, lon: 24.9441, name: 'Ateneum' },
  });
  for (const guest of [ann, bo])
    await ask(guest, 'PUT', `/events/${id}/rsvp`, { answer: 'going', guests: 9 });
  await bo.page.goto(event);
  await bo.page.getByRole('button', { name: 'More like this' }).click();
  const sheet = bo.page.getByRole('dialog', { name: 'More like this' });
  await sheet.getByRole('button', { name: 'Follow Events by Cy' }).click();
  await expect(sheet.getByRole('button', { name: 'Following Events by Cy: stop' })).toBeVisible();
  await sheet.getByRole('button', { name: 'Follow Events at Ateneum' }).click();
  await expect(sheet.getByRole('button', { name: 'Following Events at Ateneum: stop' })).toBeVisible();
  expect(await faults(bo.page), 'what can be followed').toEqual([]);
  await bo.page.keyboard.press('Escape');

  await bo.page.goto('/');
  await bo.page.getByRole('button', { name: 'Search events' }).click();
  await bo.page.getByPlaceholder('Title, place or host, in any script').fill('kimchi');
  await bo.page.getByRole('button', { name: 'Follow what says “kimchi”' }).click();
  await expect(bo.page.getByRole('button', { name: 'Following what says “kimchi”: stop' })).toBeVisible();
  await bo.page.getByRole('button', { name: 'What is shown' }).click();
  await bo.page.getByLabel('What do you call it?').fill('My harbour');
  await bo.page.getByRole('button', { name: 'Follow My harbour' }).click();
  await expect(bo.page.getByRole('button', { name: 'Following My harbour: stop' })).toBeVisible();

  await bo.page.goto('/me');
  await bo.page.getByRole('link', { name: /^What I follow/ }).click();
  const list = bo.page.getByRole('list', { name: 'What I follow' });
  await expect(list.getByRole('listitem')).toHaveCount(4);
  for (const name of ['Cy', 'Ateneum', 'kimchi', 'My harbour'])
    await expect(list.getByText(name, { exact: true })).toBeVisible();
  expect(await faults(bo.page), 'what I follow').toEqual([]);
  await bo.page.getByRole('button', { name: 'Stop following Ateneum' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(3);
  await bo.page.goto(event);
  await bo.page.getByRole('button', { name: 'More like this' }).click();
  await expect(sheet.getByRole('button', { name: 'Follow Events at Ateneum' })).toBeVisible();
  await expect(sheet.getByRole('button', { name: 'Following Events by Cy: stop' })).toBeVisible();

  await cy.page.goto(`/events/${id}`);
  const brake = cy.page.getByRole('group', { name: 'More people than you meant?' });
  await expect(brake.getByText('20 want to come; there are 2 seats.')).toBeVisible({ timeout: 120_000 });
  expect(await faults(cy.page), 'the brake').toEqual([]);
  expectRefusals();
  await stranger.page.goto(`/e/${id}`);
  await expect(stranger.page.getByRole('heading', { name: 'Party of the year' })).toHaveCount(0);
  await bo.page.goto(`/events/${id}`);
  await expect(bo.page.getByRole('heading', { name: 'Party of the year' })).toBeVisible();
  await brake.getByRole('button', { name: 'Open it to everybody again' }).click();
  await expect(brake).toHaveCount(0);
  await stranger.page.reload();
  await expect(stranger.page.getByRole('heading', { name: 'Party of the year' })).toBeVisible();
});
