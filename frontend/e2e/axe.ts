// What a machine can see of accessibility: axe, with every rule of WCAG 2 at level A and AA.
import type { Page } from '@playwright/test';
import axe from 'axe-core';

/** One line per fault; empty if there is none. */
export async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe: inPage } = window as unknown as { axe: typeof axe };
    return inPage.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      resultTypes: ['violations'],
    });
  });
  // What is on the map may lie on each other: each marker is also in the list beside it, and a group comes apart by
  // zooming in, for which there is a button; this is what WCAG 2.5.8 asks for then.
  const covered = (rule: string, html: string) =>
    rule === 'target-size' && /marker-|events? here, zoom/.test(html);
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes
      .filter(({ html }) => !covered(id, html))
      .map(({ html, failureSummary }) => `${id}: ${help}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
  );
}
