// The words of the chosen language, for whoever draws.
import { createContext, use } from 'react';
import { type Language, LANGUAGES, type Words } from '.';

export const LanguageContext = createContext<Language>('en');
export const useLanguage = (): Language => use(LanguageContext);
export const useWords = (): Words => LANGUAGES[use(LanguageContext)];
