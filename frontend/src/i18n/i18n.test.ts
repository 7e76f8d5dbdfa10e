// Every language says everything.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { choose } from '.';
import { explain } from './explain';
import { LANGUAGES } from './words';

type Tree = { [key: string]: unknown };

function leaves(tree: Tree, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    value && typeof value === 'object' ? leaves(value as Tree, `${path}.${key}`) : [`${path}.${key}`],
  );
}

test('Japanese has the same sentences as English', () => {
  expect(leaves(LANGUAGES.ja)).toEqual(leaves(LANGUAGES.en));
});

test('whatever is refused about people and events, and at the door, is said in words of its own', () => {
  interface Operation {
    responses: Record<string, { $ref?: string }>;
  }
  const contract = JSON.parse(readFileSync('../contract/openapi.json', 'utf8')) as {
    paths: Record<string, Record<string, Operation>>;
  };
  const codes = Object.entries(contract.paths)
    .filter(([path]) => /\/(auth|users|friends|reports|events|invitations|invites|map)(\/|$)/.test(path))
    .flatMap(([, methods]) => Object.values(methods))
    .flatMap(({ responses }) => Object.values(responses))
    .flatMap(({ $ref }) => $ref?.split('/').at(-1)?.split('.') ?? []);
  expect(codes).toContain('last_way_in');
  const { common, refusals } = LANGUAGES.en;
  const said = new Set([...Object.keys(common.failures), ...Object.keys(refusals)]);
  expect([...new Set(codes)].filter((code) => !said.has(code))).toEqual([]);
});

test('the first language that the app speaks is chosen', () => {
  expect(choose(['fi-FI', 'ja-JP', 'en-GB'])).toBe('ja');
  expect(choose(['fi-FI'])).toBe('en');
});

test('what nobody expected is said with the number by which it is found; what was refused needs none', () => {
  const problem = { code: 'internal_error', status: 500, reference: '3f2a9c1b' };
  expect(explain(LANGUAGES.en, { problem })).toMatch(/not you\. Reference: 3f2a9c1b$/);
  expect(explain(LANGUAGES.ja, { problem })).toMatch(/参照番号：3f2a9c1b$/);
  expect(explain(LANGUAGES.en, { problem: { ...problem, reference: undefined } })).not.toContain('Reference');
  expect(explain(LANGUAGES.en, { problem: { ...problem, code: 'event_full', status: 409 } })).not.toContain(
    '3f2a',
  );
});
