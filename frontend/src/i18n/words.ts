// The words of every language: one file each.
import { type Language, type Words, spoken } from '.';
import { en } from './en';
import { ja } from './ja';

export const LANGUAGES: Record<Language, Words> = { en, ja };

spoken.set(LANGUAGES);

// Nearly everything stands on the words. A changed sentence ends here and is drawn anew, so that nothing above is
// evaluated a second time: stores and contexts would be there twice, and a page would follow the wrong ones.
if (__DEV__) module.hot?.accept();
