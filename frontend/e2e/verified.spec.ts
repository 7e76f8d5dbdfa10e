// The mark of verification: there, through the checker's own pages, and back; shown, hidden, let go.
import { faults } from './axe';
import { ask, expect, test } from './people';
import { known, signInThere } from './providers';

test('Ann has it checked who she is, shows it to whom she wants, and lets it go', async ({ ann, bo }) => {
  const login = `ann-${Date.now()}`;
  await known('checker', login, { acr: 'strong', birthdate: '1990-05-17' });
  const { id } = await ask<{ id: string }>(ann, 'GET', '/users/me');
  const mark = bo.page.getByRole('group', { name: 'Verification mark' });
  await ann.page.goto('/me');
  await ann.page.getByRole('link', { name: /^Verification mark/ }).click();
  await expect(ann.page.getByText('You have no mark. You need none.')).toBeVisible();
  expect(await faults(ann.page)).toEqual([]);
  await ann.page.getByRole('button', { name: 'Have it checked' }).click();
  await signInThere(ann.page, login);
  await expect(ann.page.getByRole('group', { name: 'My mark' })).toContainText(
    'A strong electronic identity',
  );
  await expect(ann.page).toHaveURL(/\/me\/verified$/);
  await bo.page.goto(`/people/${id}`);
  await expect(mark).toContainText('A strong electronic identity was checked');
  await expect(mark).toContainText('It does not say that they are safe');
  expect(await faults(bo.page)).toEqual([]);
  await ann.page.getByRole('link', { name: 'Who sees it' }).click();
  await ann.page
    .getByRole('radiogroup', { name: 'Who sees: Verification mark' })
    .getByRole('radio', { name: 'Nobody' })
    .click();
  await ann.page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(ann.page).toHaveURL(/\/me$/);
  await bo.page.reload();
  await expect(bo.page.getByRole('heading', { name: 'Ann', level: 1 })).toBeVisible();
  await bo.page.waitForLoadState('networkidle');
  await expect(mark).toHaveCount(0);
  await ann.page.goto('/me/verified');
  await ann.page.getByRole('button', { name: 'Let the mark go' }).click();
  await expect(ann.page.getByText('You have no mark. You need none.')).toBeVisible();
});
