// Making events and answering them, as tests of several files do it.
import { type Person, expect } from './people';

export interface Making {
  seats?: string;
  start?: string;
  at?: string;
  /** What is folded away: a group of choices, and which one. */
  details?: [group: string, option: string][];
  place?: string;
  /** Questions at joining that must be answered. */
  questions?: string[];
  /** What one must say to come. */
  code?: string;
}

let made = 0;

/** Makes an event at a typed place, and answers the address of its page. */
export async function make({ page }: Person, what: string, more: Making = {}): Promise<string> {
  made += 1;
  const title = `${what} ${made}${Date.now() % 10_000}`;
  await page.getByRole('link', { name: 'Start something' }).click();
  await page.getByRole('textbox', { name: 'What' }).fill(title);
  await page.getByLabel('Place', { exact: true }).fill(more.place ?? 'Ateneum');
  await page
    .getByRole('list', { name: 'Places found' })
    .getByRole('button', { name: new RegExp(`^${more.place ?? 'Ateneum'}`) })
    .first()
    .click();
  await page.getByRole('radio', { name: more.start ?? 'In an hour', exact: true }).click();
  if (more.at) await page.getByLabel('Date and time').fill(more.at);
  if (more.seats) await page.getByLabel('Seats', { exact: true }).fill(more.seats);
  if (more.details || more.questions || more.code)
    await page.getByRole('button', { name: 'More details' }).click();
  for (const [at, question] of (more.questions ?? []).entries()) {
    await page.getByRole('button', { name: 'Ask something' }).click();
    await page.getByLabel(`Question ${at + 1}`, { exact: true }).fill(question);
    await page.getByRole('switch', { name: 'Must be answered to come' }).nth(at).click();
  }
  if (more.code) await page.getByLabel('Code (optional)').fill(more.code);
  for (const [group, option] of more.details ?? [])
    await page.getByRole('radiogroup', { name: group }).getByRole('radio', { name: option }).click();
  await page.getByRole('button', { name: 'Put it on the map' }).click();
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  return new URL(page.url()).pathname;
}

export async function go({ page }: Person, event: string): Promise<void> {
  await page.goto(event);
  await page.getByRole('button', { name: "I'm going" }).click();
  await expect(page.getByText('You are going')).toBeVisible();
}
