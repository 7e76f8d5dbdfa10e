// Languages by their own names, which need no translation: whoever speaks one reads its name.
import type { Schemas } from '@/api/client';

export type Tongue = Schemas['Me']['languages'][number];

export const TONGUES: Record<Tongue, string> = {
  en: 'English',
  ja: '日本語',
  zh: '中文',
  ko: '한국어',
  fi: 'Suomi',
  sv: 'Svenska',
  no: 'Norsk',
  da: 'Dansk',
  et: 'Eesti',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  pt: 'Português',
  it: 'Italiano',
  nl: 'Nederlands',
  pl: 'Polski',
  uk: 'Українська',
  ru: 'Русский',
  tr: 'Türkçe',
  ar: 'العربية',
  hi: 'हिन्दी',
  ne: 'नेपाली',
  th: 'ไทย',
  vi: 'Tiếng Việt',
  id: 'Bahasa Indonesia',
  tl: 'Tagalog',
};
