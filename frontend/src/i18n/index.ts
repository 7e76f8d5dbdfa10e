// The languages of the app: one file each, the same keys; English is what the others are typed by.
import { en } from './en';
import { ja } from './ja';

export type Words = typeof en;
export type Language = 'en' | 'ja';

export const LANGUAGES: Record<Language, Words> = { en, ja };

/** The first of the wanted languages that the app speaks; English otherwise. */
export function choose(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split('-')[0];
    if (language === 'en' || language === 'ja') return language;
  }
  return 'en';
}
