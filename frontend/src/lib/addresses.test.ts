import { expect, test } from 'vitest';
import { addressesIn } from './addresses';

test('addresses are found in whatever is pasted, each once', () => {
  expect(addressesIn('Bo <Bo@Example.org>, cy@example.org; bo@example.org')).toEqual([
    'bo@example.org',
    'cy@example.org',
  ]);
  const card =
    'BEGIN:VCARD\nFN:Dee Holm\nEMAIL;TYPE=home:dee.holm+x@mail.example.co.jp\nTEL:+358401234567\nEND:VCARD';
  expect(addressesIn(card)).toEqual(['dee.holm+x@mail.example.co.jp']);
  expect(addressesIn('nobody @ home, @handle, x@y')).toEqual([]);
});
