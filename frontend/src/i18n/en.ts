// English.
import { people } from './en.people';

export const en = {
  language: 'English',
  locale: 'en-GB',
  people,
};
