// Whom words call: whoever is named letter by letter or chosen; names in pasted text call nobody until they are chosen.
import { expect, test } from 'vitest';
import { allowedOf, namedIn, quietAfter, quietIn } from './calling';
import type { Member, Message } from './data';

const member = (id: string, username: string): Member => ({
  person: { id, username, display_name: username },
  role: 'member',
  joined_at: '2026-01-01T00:00:00Z',
  read_seq: null,
});
const members = [member('1', 'Ann'), member('2', 'Bo'), member('3', 'cy_3')];
const NOBODY = new Set<string>();

/** A text that comes to be through these stages; who is quiet then. */
const through = (...stages: string[]) =>
  stages.reduce<{ quiet: ReadonlySet<string>; text: string }>(
    ({ quiet, text }, next) => ({ quiet: quietAfter(quiet, text, next), text: next }),
    { quiet: NOBODY, text: '' },
  ).quiet;

const letters = (text: string) => [...text].map((_, n) => text.slice(0, n + 1));

test('who is named letter by letter, or chosen for a begun name, is called', () => {
  expect(through(...letters('hi @bo and @here'))).toEqual(NOBODY);
  expect(through('h', 'hi', 'hi ', 'hi @', 'hi @c', 'hi @cy_3 ')).toEqual(NOBODY);
});

test('names in pasted text call nobody, wherever it is put in, until they go or are written', () => {
  expect(through('what @Bo said: @here')).toEqual(new Set(['bo', 'here']));
  expect(through(...letters('so: '), 'so: @bo!')).toEqual(new Set(['bo']));
  expect(through('@bo', '@bo ', '')).toEqual(NOBODY);
  expect(through('@bo ', '@bo @', '@bo @b', '@bo @bo')).toEqual(NOBODY);
  expect(through(...letters('@bo '), '@bo says @bo')).toEqual(NOBODY);
  expect(through('@bo ', '@bo @bo')).toEqual(new Set(['bo']));
});

test('the server is told whom to call only where somebody is named and not called', () => {
  const named = namedIn('@bo, @CY_3, @ann, @dee, @here', members, '1', ['mention_here']);
  expect(named.map(({ name }) => name)).toEqual(['bo', 'cy_3', 'here']);
  expect(allowedOf(NOBODY, named)).toBeUndefined();
  expect(allowedOf(new Set(['bo']), named)).toEqual({ people: ['3'], here: true });
  expect(allowedOf(new Set(['here', 'bo', 'cy_3']), named)).toEqual({ people: [], here: false });
  expect(namedIn('@here', members, '1', [])).toEqual([]);
});

test('whom a message named and did not call stays so when its words are put right', () => {
  const said = { body: '@bo @cy_3 @here', mentions: ['3'], here: false } as unknown as Message;
  const quiet = quietIn(said, members);
  expect(quiet).toEqual(new Set(['bo', 'here']));
  expect(quietAfter(quiet, said.body, '@bo, @cy_3 @here')).toEqual(quiet);
});
