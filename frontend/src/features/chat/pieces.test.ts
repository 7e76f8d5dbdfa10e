// People and links among words: only who is really called stands out, and a link ends where the sentence goes on.
import { expect, test } from 'vitest';
import { piecesOf } from './pieces';
import type { Member } from './data';

const member = (id: string, username: string): Member => ({
  person: { id, username, display_name: username },
  role: 'member',
  joined_at: '2026-01-01T00:00:00Z',
  read_seq: null,
});
const members = [member('1', 'Ann'), member('2', 'bo_b')];
const split = (body: string, mentions: string[] = [], here = false) =>
  piecesOf({ body, mentions, here }, members, '1').map(({ kind, text }) => `${kind}:${text}`);

test('who is called stands out, as me or as somebody else; who is not called does not', () => {
  expect(split('hi @ann and @Bo_B, not @cy', ['1', '2'])).toEqual([
    'plain:hi ',
    'me:@ann',
    'plain: and ',
    'call:@Bo_B',
    'plain:, not @cy',
  ]);
  expect(split('mail ann@bo_b.fi', ['2'])).toEqual(['plain:mail ann@bo_b.fi']);
  expect(split('@here 集合', [], true)).toEqual(['me:@here', 'plain: 集合']);
  expect(split('@here', [])).toEqual(['plain:@here']);
});

test('a link ends before what closes the sentence', () => {
  expect(split('see (https://example.org/a?b=1). ok')).toEqual([
    'plain:see (',
    'link:https://example.org/a?b=1',
    'plain:). ok',
  ]);
  expect(split('「https://example.org/日本」を見て。')).toEqual([
    'plain:「',
    'link:https://example.org/日本',
    'plain:」を見て。',
  ]);
});
