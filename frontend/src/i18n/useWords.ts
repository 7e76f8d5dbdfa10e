// The words of the chosen language, for whoever draws.
import { createContext, use } from 'react';
import { reload } from '@/lib/reload';
import { useStore } from '@/lib/store';
import { type Language, type Words, spoken } from '.';
import './words';

if (__DEV__) module.hot?.accept(reload);

export const LanguageContext = createContext<Language>('en');
export const useLanguage = (): Language => use(LanguageContext);
export const useWords = (): Words => useStore(spoken)[use(LanguageContext)];
