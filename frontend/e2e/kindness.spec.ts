// Kind words: written after an event, read first by whom they are about, shown where and as long as they like.
import { faults } from './axe';
import { type Person, ask, expect, test } from './people';

const button = ({ page }: Person, name: string) => page.getByRole('button', { name, exact: true });
const local = (ms: number) => new Date(ms).toISOString().slice(0, 19);
const LASTS_MS = 15_000; // from its making to its end

test('Bo thanks Ann for an evening; she reads it, shows it, and keeps it to herself again', async ({
  ann,
  bo,
  cy,
}) => {
  const over = Date.now() + LASTS_MS;
  const { id } = await ask<{ id: string }>(ann, 'POST', '/events', {
    title: 'Short breakfast',
    place: { lat: 60.16745, lon: 24.94745, name: 'Esplanadi' },
    time_zone: 'UTC',
    local_start: local(over - 600_000),
    local_end: local(over),
  });
  await ask(bo, 'PUT', `/events/${id}/rsvp`, { answer: 'going' });
  const me = await ask<{ id: string }>(bo, 'GET', '/users/me');
  await ask(ann, 'PUT', `/events/${id}/attendance`, { data: [{ user_id: me.id, attended: 'came' }] });

  const met = bo.page.getByRole('list', { name: 'Whom you met' });
  await expect(async () => {
    await bo.page.goto(`/events/${id}`);
    await expect(met).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
  await met.getByRole('button', { name: 'Write something kind: Ann' }).click();
  const sheet = bo.page.getByRole('dialog', { name: 'About Ann' });
  await expect(sheet.getByRole('button', { name: 'Send' })).toBeDisabled();
  await sheet.getByRole('checkbox', { name: 'Made me welcome' }).click();
  await sheet.getByLabel('In your words (optional)').fill('The best porridge in town.');
  expect(await faults(bo.page)).toEqual([]);
  await sheet.getByRole('button', { name: 'Send' }).click();
  await expect(met.getByRole('button', { name: 'What you wrote: Ann' })).toBeVisible();

  await ann.page.goto('/notices');
  await ann.page.getByRole('link', { name: /Bo wrote something kind about you/ }).click();
  const waiting = ann.page.getByRole('list', { name: 'Only you have read these' });
  await expect(waiting.getByText('“The best porridge in town.”')).toBeVisible();
  expect(await faults(ann.page)).toEqual([]);
  const annsPage = async (who: Person): Promise<void> => {
    const { id: annsId } = await ask<{ id: string }>(ann, 'GET', '/users/me');
    await who.page.goto(`/people/${annsId}`);
    await expect(who.page.getByRole('heading', { name: 'Ann', level: 1 })).toBeVisible();
    await who.page.waitForLoadState('networkidle');
  };
  const onPage = (who: Person) => who.page.getByText('“The best porridge in town.”');
  await annsPage(cy);
  await expect(onPage(cy)).toHaveCount(0);
  await button(ann, 'Show on my page: Bo').click();
  await expect(ann.page.getByRole('list', { name: 'About you' }).getByText('on your page')).toBeVisible();

  await ann.page.goto('/me/profile');
  await ann.page
    .getByRole('radiogroup', { name: 'Who sees: Kind words' })
    .getByRole('radio', { name: 'Everybody' })
    .click();
  await button(ann, 'Save').click();
  await expect(ann.page).toHaveURL(/\/me$/);
  await annsPage(cy);
  await expect(onPage(cy)).toBeVisible();
  await expect(cy.page.getByText('Short breakfast')).toHaveCount(0); // Cy was not there
  expect(await faults(cy.page)).toEqual([]);
  await button(cy, 'Report: Bo').click();
  await expect(cy.page.getByRole('dialog', { name: 'Report' })).toBeVisible();
  await cy.page.keyboard.press('Escape');

  await ann.page.goto('/me/kind-words');
  await button(ann, 'Keep to myself: Bo').click();
  await expect(ann.page.getByText('only for you')).toBeVisible();
  await annsPage(cy);
  await expect(onPage(cy)).toHaveCount(0);
  await bo.page.goto('/me/kind-words');
  await button(bo, 'What you wrote: Ann').click(); // the same for Bo, whatever she does
  await button(bo, 'Take it back').click();
  await expect(bo.page.getByText('Nothing yet')).toBeVisible();
  await expect(ann.page.getByText('Nothing yet')).toBeVisible(); // it goes while she looks
});
