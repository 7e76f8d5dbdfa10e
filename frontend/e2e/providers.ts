// Who somebody is at Google, Apple and LINE, whose pages these tests bring along, and the way in and out by them.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, told } from './people';

/** What somebody is at this provider, from now on. */
export async function known(provider: string, name: string, claims: object): Promise<void> {
  const run = readFileSync(path.join(told('TOMODA_RUN'), 'providers.json'), 'utf8');
  const { issuers } = JSON.parse(run) as { issuers: Record<string, string> };
  await fetch(`${issuers[provider]}/control/people/${name}`, {
    method: 'PUT',
    body: JSON.stringify(claims),
  });
}

/** Through the provider's own pages: sign in, agree, and back. */
export async function signInThere(page: Page, name: string): Promise<void> {
  await page.locator('input[name=login]').fill(name);
  await page.locator('input[name=password]').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

/** Signed out, and at the door again. */
export async function out(page: Page): Promise<void> {
  await page.goto('/me');
  const ended = page.waitForResponse((answer) => answer.request().method() === 'DELETE' && answer.ok());
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await ended;
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goto('/sign-in');
}

export const inside = (page: Page) =>
  expect(page.getByRole('heading', { name: 'Around here' })).toBeVisible();
