// 日本語。
import type { Words } from '.';
import { account } from './ja.account';
import { asking } from './ja.asking';
import { chat } from './ja.chat';
import { common } from './ja.common';
import { deposits } from './ja.deposits';
import { events } from './ja.events';
import { finding } from './ja.finding';
import { here } from './ja.here';
import { hosting } from './ja.hosting';
import { following } from './ja.following';
import { friends } from './ja.friends';
import { kindness } from './ja.kindness';
import { media } from './ja.media';
import { meeting } from './ja.meeting';
import { moments } from './ja.moments';
import { people } from './ja.people';
import { radar } from './ja.radar';
import { refusals } from './ja.refusals';
import { repeating } from './ja.repeating';
import { secret } from './ja.secret';
import { showing } from './ja.showing';
import { talk } from './ja.talk';
import { telling } from './ja.telling';
import { verifying } from './ja.verifying';
import { where } from './ja.where';

export const ja: Words = {
  language: '日本語',
  locale: 'ja-JP',
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
