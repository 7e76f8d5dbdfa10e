// Every language says everything.
import { expect, test } from 'vitest';
import { LANGUAGES, choose } from '.';

type Tree = { [key: string]: unknown };

function leaves(tree: Tree, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    value && typeof value === 'object' ? leaves(value as Tree, `${path}.${key}`) : [`${path}.${key}`],
  );
}

test('Japanese has the same sentences as English', () => {
  expect(leaves(LANGUAGES.ja)).toEqual(leaves(LANGUAGES.en));
});

test('the first language that the app speaks is chosen', () => {
  expect(choose(['fi-FI', 'ja-JP', 'en-GB'])).toBe('ja');
  expect(choose(['fi-FI'])).toBe('en');
});
