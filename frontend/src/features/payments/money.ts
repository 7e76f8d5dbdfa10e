// Money as the reader writes it: an amount in the smallest unit becomes "€10.00" or "¥1,000".

const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

export interface Sum {
  amount: number;
  currency: string;
}

export const money = ({ amount, currency }: Sum, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount / 10 ** digitsOf(currency));

/** What somebody typed, in the smallest unit; null if it is no amount, or finer than the currency. */
export function amountOf(typed: string, currency: string): number | null {
  const said = typed.trim().normalize('NFKC').replace(',', '.');
  if (!/^\d{1,6}(\.\d{1,2})?$/.test(said)) return null;
  const amount = Math.round(Number(said) * 10 ** digitsOf(currency) * 100) / 100;
  return Number.isInteger(amount) ? amount : null;
}

/** An amount as it is typed. */
export const typedOf = ({ amount, currency }: Sum): string =>
  (amount / 10 ** digitsOf(currency)).toFixed(digitsOf(currency));
