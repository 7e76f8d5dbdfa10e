// Which languages the app speaks, and what it says in each: the same keys; English is what the others are typed by.
import { reload } from '@/lib/reload';
import { createStore } from '@/lib/store';
import type { en } from './en';

if (__DEV__) module.hot?.accept(reload);

export type Words = typeof en;
export type Language = 'en' | 'ja';

/** What is said now; `words.ts` fills it before anybody draws, and again when a sentence is changed while it runs. */
export const spoken = createStore({} as Record<Language, Words>);

/** The first of the wanted languages that the app speaks; English otherwise. */
export function choose(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split('-')[0];
    if (language === 'en' || language === 'ja') return language;
  }
  return 'en';
}
