// English.
import { chat } from './en.chat';
import { common } from './en.common';
import { events } from './en.events';
import { people } from './en.people';
import { talk } from './en.talk';

export const en = { language: 'English', locale: 'en-GB', common, people, events, chat, talk };
