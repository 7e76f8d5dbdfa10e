// People who talk: a stranger is let in, a group makes a plan, and what could not be sent is not lost; what others
// see of somebody who is there, and what is kept of a conversation.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Person, ask, expect, expectCuts, expectRefusals, say, saidTo, test } from './people';

type Me = { id: string; username: string };
type Friends = { data: { person: Me }[] };

const rooms = ({ page }: Person) => page.getByRole('complementary', { name: 'Rooms and requests' });

test('a stranger writes and is accepted; they become friends, make a group, call, pin, find and mute', async ({
  bo,
  cy,
}) => {
  const [host, stranger] = [await ask<Me>(bo, 'GET', '/users/me'), await ask<Me>(cy, 'GET', '/users/me')];

  // Cy knows only Bo's user name. What he writes waits among her requests until she says yes.
  await cy.page.goto('/rooms/new');
  await cy.page.getByLabel('Friend or user name').fill(host.username);
  await cy.page
    .getByRole('list', { name: 'Friends' })
    .getByRole('button', { name: /\bBo\b/ })
    .click();
  await expect(cy.page.getByRole('heading', { name: 'Bo' })).toBeVisible();
  await say(cy, 'Hello Bo, may I join on Friday?');
  await expect.poll(() => saidTo(cy)).toEqual(['Hello Bo, may I join on Friday?']);

  await bo.page.goto('/rooms');
  await bo.page.getByRole('radio', { name: 'Requests (1)' }).click();
  await rooms(bo).getByRole('link', { name: /Cy/ }).click();
  await expect(bo.page.getByText('Cy would like to write to you')).toBeVisible();
  await expect(bo.page.getByRole('button', { name: 'Share an event or a place' })).toHaveCount(0);
  await bo.page.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(bo.page.getByText('Cy would like to write to you')).toHaveCount(0);
  await say(bo, 'Of course');
  await expect(cy.page.getByRole('log').getByText('Of course')).toBeVisible();
  await expect(bo.page.getByRole('button', { name: 'Share an event or a place' })).toBeVisible();

  // Friends by now: the two screens of people are tested elsewhere.
  await ask(cy, 'PUT', `/friends/requests/${host.id}`);
  await ask(bo, 'PUT', `/friends/requests/${stranger.id}`);
  await bo.page.goto('/rooms/new-group');
  await bo.page.getByLabel('Name of the group').fill('Ramen club');
  await bo.page.getByRole('button', { name: /\bCy\b/ }).click();
  await bo.page.getByRole('button', { name: 'Make the group' }).click();
  await expect(bo.page.getByRole('heading', { name: 'Ramen club' })).toBeVisible();

  // A call is completed with the keyboard, and counted for whoever is called.
  const write = bo.page.getByLabel('Write a message');
  await write.pressSequentially('@cy');
  await expect(bo.page.getByRole('option', { name: /Cy/ })).toBeVisible();
  await bo.page.keyboard.press('Enter');
  await expect(write).toHaveValue(`@${stranger.username} `);
  await write.pressSequentially('今夜は味噌ラーメンにしよう');
  await bo.page.keyboard.press('Enter');
  const line = rooms(cy).getByRole('link', { name: /Ramen club/ });
  await expect(line.getByRole('img', { name: '1 mention of you' })).toBeVisible();

  // Names in pasted text call nobody, until they are chosen; so it stays when the words are put right.
  const whom = bo.page.getByRole('group', { name: 'Who is mentioned' });
  const called = whom.getByRole('checkbox', { name: /^Mention Cy/ });
  await bo.page.keyboard.insertText(`“@${stranger.username}: soon”, @here`);
  await expect(called).not.toBeChecked();
  await expect(whom.getByRole('checkbox', { name: 'Mention @here' })).not.toBeChecked();
  await bo.page.keyboard.press('Enter');
  await expect(whom).toHaveCount(0);
  await expect(line).toContainText('soon');
  await expect(line.getByRole('img', { name: '1 mention of you' })).toBeVisible();
  await bo.page.keyboard.press('ArrowUp');
  await expect(called).not.toBeChecked();
  await called.click();
  await bo.page.getByRole('button', { name: 'Save' }).click();
  await expect(line.getByRole('img', { name: '2 mentions of you' })).toBeVisible();

  // Pinned by who may, seen by the other.
  await bo.page.getByRole('log').getByText('今夜は味噌ラーメンにしよう').click();
  await bo.page.getByRole('button', { name: 'Pin', exact: true }).click();
  await line.click();
  await expect(cy.page.getByRole('group', { name: 'Pinned messages' })).toContainText('味噌ラーメン');
  await expect(cy.page.getByRole('log').getByText('Bo pinned a message')).toBeVisible();

  // Found by one character of Japanese, and shown where it was said.
  await cy.page.getByLabel('Search messages').fill('味');
  await cy.page.getByTestId(/^found-/).click();
  await expect(cy.page).toHaveURL(/message=/);
  await expect(cy.page.getByRole('log').getByText('今夜は味噌ラーメンにしよう')).toBeVisible();
  await cy.page.getByLabel('Search messages').fill('');

  await cy.page.getByRole('button', { name: 'Mute this room' }).click();
  await cy.page.getByRole('button', { name: 'For an hour' }).click();
  await expect(cy.page.getByRole('button', { name: 'Muted: change it' })).toBeVisible();
  await expect(line.getByRole('img', { name: 'Muted' })).toBeVisible();
});

test('what was written offline is still there after a reload, in order; what is refused is tried again or thrown away', async ({
  bo,
  cy,
}) => {
  await bo.page.goto('/rooms/new');
  await bo.page.getByLabel('Friend or user name').fill('Cy');
  await bo.page
    .getByRole('list', { name: 'Friends' })
    .getByRole('button', { name: /\bCy\b/ })
    .click();
  await expect(bo.page.getByRole('heading', { name: 'Cy' })).toBeVisible();
  const before = await saidTo(bo);
  const address = bo.page.url();

  // The line to the server is cut for messages only, as in a tunnel between two stations.
  const messages = '**/api/v1/rooms/*/messages/*';
  await bo.page.route(messages, (route) => route.abort('internetdisconnected'));
  expectCuts();
  await say(bo, 'one');
  await say(bo, 'two');
  await bo.page.reload();
  await expect(bo.page.getByRole('log').getByText('two', { exact: true })).toBeVisible();
  await bo.page.unroute(messages);
  await expect(bo.page.getByText('Sending…')).toHaveCount(0);
  await cy.page.goto(new URL(address).pathname);
  await expect.poll(() => saidTo(cy)).toEqual([...before, 'one', 'two']);

  let refused = 0;
  await bo.page.route(messages, (route) => {
    refused += 1;
    return route.fulfill({
      status: 409,
      contentType: 'application/problem+json',
      body: JSON.stringify({ code: 'room_closed', status: 409, title: 'This room is closed' }),
    });
  });
  expectRefusals();
  await say(bo, 'three');
  await expect(bo.page.getByText(/^Not sent\./)).toBeVisible();
  await say(bo, 'never');
  await expect(bo.page.getByText(/^Not sent\./)).toHaveCount(2);
  expect(refused).toBe(2);
  await bo.page.unroute(messages);
  await bo.page.getByRole('button', { name: 'Discard' }).last().click();
  await bo.page.getByRole('button', { name: 'Send again' }).click();
  await expect(bo.page.getByText(/^Not sent\./)).toHaveCount(0);
  await expect.poll(() => saidTo(cy)).toEqual([...before, 'one', 'two', 'three']);
});

async function befriend(one: Person, other: Person): Promise<string> {
  const [a, b] = [await ask<Me>(one, 'GET', '/users/me'), await ask<Me>(other, 'GET', '/users/me')];
  const known = await ask<Friends>(one, 'GET', '/friends');
  if (!known.data.some(({ person }) => person.id === b.id)) {
    await ask(other, 'PUT', `/friends/requests/${a.id}`);
    await ask(one, 'PUT', `/friends/requests/${b.id}`);
  }
  const { room } = await ask<{ room: { id: string } }>(one, 'PUT', `/rooms/direct/${b.id}`);
  return room.id;
}

test('Bo is seen as she likes, and read when she has looked; what Cy reads is translated and kept', async ({
  bo,
  cy,
}) => {
  const room = await befriend(bo, cy);
  await bo.page.goto('/me/here');
  await bo.page.getByLabel('In a few words').fill('Free till 22:00');
  await bo.page.getByRole('radio', { name: '🍜' }).click();
  await bo.page.getByRole('button', { name: 'Say it' }).click();
  await expect(bo.page.getByRole('status').getByText('🍜 Free till 22:00')).toBeVisible();
  await cy.page.goto(`/rooms/${room}`);
  await expect(cy.page.getByText('online · 🍜 Free till 22:00').first()).toBeVisible();
  const invisible = bo.page.getByRole('switch', { name: /^Invisible/ });
  await invisible.click();
  await expect(bo.page.getByText('Nobody sees you.')).toBeVisible();
  await expect(cy.page.getByText('Free till 22:00')).toHaveCount(0);
  await invisible.click();
  await expect(cy.page.getByText('online · 🍜 Free till 22:00').first()).toBeVisible();

  // Read is what was on the screen, not what has merely arrived.
  await cy.page.goto('/rooms');
  await bo.page.goto(`/rooms/${room}`);
  await say(bo, 'Ramen at the station?');
  await expect(rooms(cy).getByRole('link', { name: /Ramen at the station/ })).toBeVisible();
  const read = /Ramen at the station\?.*Read/;
  await expect(bo.page.getByRole('log')).not.toContainText(read);
  await cy.page.goto(`/rooms/${room}`);
  await expect(bo.page.getByRole('log')).toContainText(read);

  await cy.page.getByRole('log').getByText('Ramen at the station?').click();
  await cy.page.getByRole('button', { name: 'Translate' }).click();
  await expect(cy.page.getByRole('log').getByText('?noitats eht ta nemaR')).toBeVisible();
  await expect(cy.page.getByText('Translated from English')).toBeVisible();

  await cy.page.getByRole('link', { name: 'About this room' }).click();
  const saved = cy.page.waitForEvent('download');
  await cy.page.getByRole('button', { name: 'Save the conversation' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/^Bo \d{4}-\d\d-\d\d\.txt$/);
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toMatch(/^Bo\nSaved from Tomoda on /);
  expect(text).toMatch(/\d\d:\d\d {2}Bo: Ramen at the station\?\n$/);

  // A voice is recorded, thrown away, recorded again and sent; the other hears it once it was looked at.
  await cy.page.goto(`/rooms/${room}`);
  await cy.page.context().grantPermissions(['microphone']);
  const record = cy.page.getByRole('button', { name: 'Record a voice message' });
  await record.click();
  await expect(cy.page.getByRole('timer')).toHaveText(/Recording 0:0[1-9]/);
  await cy.page.getByRole('button', { name: 'Throw the voice message away' }).click();
  await record.click();
  await expect(cy.page.getByRole('timer')).toHaveText(/Recording 0:0[1-9]/);
  await cy.page.getByRole('button', { name: 'Send the voice message' }).click();
  await expect(cy.page.getByLabel('Write a message')).toBeVisible();
  const voice = bo.page.getByRole('log').getByRole('group', { name: 'Voice message' });
  await expect(voice).toHaveCount(1);
  await expect(voice.getByRole('button', { name: 'Play the voice message' })).toBeEnabled();
  await expect(voice).toContainText(/0:0[1-9]/);

  // A group gets a picture, which is looked at first, and stands in Cy's list by itself.
  const club = randomUUID();
  const guest = await ask<Me>(cy, 'GET', '/users/me');
  await ask(bo, 'PUT', `/rooms/groups/${club}`, { title: 'Station', people: [guest.id] });
  await bo.page.goto(`/rooms/${club}/about`);
  const choosing = bo.page.waitForEvent('filechooser');
  await bo.page.getByRole('button', { name: 'Choose a picture' }).click();
  const buffer = await bo.page.screenshot();
  await (await choosing).setFiles({ name: 'station.png', mimeType: 'image/png', buffer });
  await expect(bo.page.getByText('This is the group’s picture now.')).toBeVisible();
  const disc = rooms(cy)
    .getByRole('link', { name: /Station/ })
    .locator('img');
  await expect(disc.last()).toHaveAttribute('src', /^http/);
  const line = rooms(cy).getByRole('link', { name: /Station/ });
  await ask(bo, 'PUT', `/rooms/${club}/messages/${randomUUID()}`, { body: 'Platform three' });
  await expect(line, 'heard in a room that is not open').toContainText('Bo: Platform three');
});
