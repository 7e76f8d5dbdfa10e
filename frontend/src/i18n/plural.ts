// How many of something, by the language's own rules.
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** `plural('en', { one: '# person', other: '# people' })(2)` is "2 people". */
export function plural(language: string, forms: Forms): (count: number) => string {
  const rules = new Intl.PluralRules(language);
  const digits = new Intl.NumberFormat(language);
  return (count) => (forms[rules.select(count)] ?? forms.other).replace('#', digits.format(count));
}
