// A deposit, from both sides: the host opens an account and asks for it, a guest reads the rule, pays on a page of
// Stripe's (a double of it) and comes back; who changes their mind in time has it back.
import { faults } from './axe';
import { make } from './making';
import { expect, expectRefusals, test } from './people';

test('a deposit is asked for, paid elsewhere, and goes back to whoever says in time that they do not come', async ({
  cy,
  bo,
}) => {
  expectRefusals();
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  const event = await make(cy, 'Hot pot', { seats: '3', start: 'Another time', at: `${day}T19:00` });
  await cy.page.getByRole('button', { name: 'More', exact: true }).click();
  await cy.page.getByRole('button', { name: 'Deposit' }).click();
  await cy.page.getByRole('button', { name: 'Open an account at Stripe' }).click();
  await cy.page.getByRole('button', { name: 'Done' }).click();
  await expect(cy.page.getByText('Your account can take deposits.')).toBeVisible();
  await cy.page.goto(`${event}/deposit`);
  await cy.page.getByLabel('How much').fill('10.50');
  await cy.page.getByRole('radio', { name: 'EUR' }).click();
  await expect(cy.page.getByText('€10.50 deposit')).toBeVisible();
  await cy.page.getByRole('button', { name: 'Ask for a deposit' }).click();
  await expect(cy.page.getByText('Saved.')).toBeVisible();
  expect(await faults(cy.page)).toEqual([]);

  await bo.page.goto(event);
  await expect(bo.page.getByText('€10.50 deposit')).toBeVisible();
  await expect(bo.page.getByText('It goes back to you if you come.')).toBeVisible();
  expect(await faults(bo.page)).toEqual([]);
  await bo.page.getByRole('button', { name: "I'm going" }).click();
  await bo.page.getByRole('button', { name: 'Pay' }).click();
  await expect(bo.page.getByText('€10.50 is with the host')).toBeVisible();
  await expect(bo.page.getByRole('button', { name: /^Receipt/ })).toBeVisible();
  expect(await faults(bo.page)).toEqual([]);
  await expect(cy.page.getByRole('list', { name: 'What guests have left' }).getByText(bo.name)).toBeVisible();

  await bo.page.getByRole('main').getByRole('link', { name: 'To the event' }).last().click();
  await expect(bo.page.getByText('You are going')).toBeVisible();
  await bo.page.getByRole('button', { name: 'Change my answer' }).click();
  await bo.page.getByRole('button', { name: "Can't make it" }).click();
  await expect(bo.page.getByText('€10.50 went back')).toBeVisible();
  await bo.page.goto('/me/deposits');
  await expect(bo.page.getByText('given up in time')).toBeVisible();
  expect(await faults(bo.page)).toEqual([]);
});
