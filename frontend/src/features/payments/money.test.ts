// What people type is what they are asked for, in every currency that we know.
import { expect, test } from 'vitest';
import { amountOf, money, typedOf } from './money';

test('an amount is written in the reader’s way, with the digits of its currency', () => {
  expect(money({ amount: 1050, currency: 'eur' }, 'en-GB')).toBe('€10.50');
  expect(money({ amount: 1000, currency: 'jpy' }, 'ja-JP')).toMatch(/^[¥￥]1,000$/);
  expect(money({ amount: 1000, currency: 'jpy' }, 'en-GB')).toContain('1,000');
});

test('what is typed becomes the smallest unit, or nothing', () => {
  expect(amountOf('10.5', 'eur')).toBe(1050);
  expect(amountOf('10,50', 'gbp')).toBe(1050);
  expect(amountOf('０９', 'usd')).toBe(900);
  expect(amountOf('1000', 'jpy')).toBe(1000);
  for (const [typed, currency] of [
    ['10.5', 'jpy'],
    ['10.505', 'eur'],
    ['-1', 'eur'],
    ['', 'eur'],
    ['1e3', 'eur'],
  ] as const)
    expect(amountOf(typed, currency)).toBeNull();
  for (const sum of [
    { amount: 4999, currency: 'usd' },
    { amount: 10_000, currency: 'jpy' },
  ])
    expect(amountOf(typedOf(sum), sum.currency)).toBe(sum.amount);
});
