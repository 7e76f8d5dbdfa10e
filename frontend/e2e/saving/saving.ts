// A sentence is saved, and the open page says it: it is not loaded again, and nothing breaks.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { people } from '../../src/i18n/en.people';
import { told } from '../people';

const FILE = path.join(__dirname, '../../src/i18n/en.people.ts');
const { lead } = people.welcome;
const CHANGED = 'Somebody has just saved another sentence here.';

test('a saved sentence appears in the open page', async ({ browser }) => {
  const page = await browser.newPage({ baseURL: told('TOMODA_URL'), locale: 'en-GB' });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto('/welcome', { timeout: 180_000 }); // Metro bundles at the first look
  await expect(page.getByText(lead)).toBeVisible({ timeout: 120_000 });
  await page.evaluate(() => Object.assign(window, { opened: 'once' }));

  const before = readFileSync(FILE, 'utf8');
  expect(before).toContain(lead);
  try {
    writeFileSync(FILE, before.replace(lead, CHANGED));
    await expect(page.getByText(CHANGED)).toBeVisible();
  } finally {
    writeFileSync(FILE, before);
  }
  await expect(page.getByText(lead)).toBeVisible();
  expect(await page.evaluate(() => (window as { opened?: string }).opened)).toBe('once');
  expect(faults).toEqual([]);
});
