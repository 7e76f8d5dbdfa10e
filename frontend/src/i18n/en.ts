// English.
import { account } from './en.account';
import { asking } from './en.asking';
import { chat } from './en.chat';
import { common } from './en.common';
import { deposits } from './en.deposits';
import { events } from './en.events';
import { finding } from './en.finding';
import { here } from './en.here';
import { hosting } from './en.hosting';
import { following } from './en.following';
import { friends } from './en.friends';
import { kindness } from './en.kindness';
import { media } from './en.media';
import { meeting } from './en.meeting';
import { moments } from './en.moments';
import { people } from './en.people';
import { radar } from './en.radar';
import { refusals } from './en.refusals';
import { repeating } from './en.repeating';
import { secret } from './en.secret';
import { showing } from './en.showing';
import { talk } from './en.talk';
import { telling } from './en.telling';
import { verifying } from './en.verifying';
import { where } from './en.where';

export const en = {
  language: 'English',
  locale: 'en-GB',
  common,
  people,
  events,
  here,
  hosting,
  deposits,
  asking,
  showing,
  repeating,
  finding,
  chat,
  media,
  meeting,
  moments,
  talk,
  telling,
  where,
  account,
  following,
  friends,
  radar,
  kindness,
  verifying,
  refusals,
  secret,
};
