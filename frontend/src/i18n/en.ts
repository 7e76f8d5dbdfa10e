// English.
import { chat } from './en.chat';
import { common } from './en.common';
import { events } from './en.events';
import { finding } from './en.finding';
import { hosting } from './en.hosting';
import { people } from './en.people';
import { talk } from './en.talk';

export const en = {
  language: 'English',
  locale: 'en-GB',
  common,
  people,
  events,
  hosting,
  finding,
  chat,
  talk,
};
