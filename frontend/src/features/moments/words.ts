// How moments are spoken of.
import type { Words } from '@/i18n';
import { timeZone } from '@/lib/device';
import { clockTime, dayWords } from '@/lib/time';
import type { Moment } from './data';

type Say = Pick<Words, 'moments' | 'locale'>;

const minutesTo = (instant: string, now: number): number => Math.round((Date.parse(instant) - now) / 60_000);

const at = ({ locale }: Say, instant: string, now: number): string =>
  `${dayWords(Date.parse(instant), now, timeZone(), locale)}, ${clockTime(Date.parse(instant), timeZone(), locale)}`;

/** Where it was, as precisely as its author wants it to be known. */
export function placeWords({ moments: say }: Say, { place }: Moment): string {
  const said = place.name ? say.about[place.precision]?.(place.name) : say.nameless[place.precision];
  return said ?? place.name;
}

/** How old it is and how long it stays, or why it is still there. */
export function timeWords(words: Say, moment: Moment, now: number): string {
  const say = words.moments;
  switch (moment.state) {
    case 'waiting':
      return say.from(at(words, moment.publish_at, now));
    case 'shown':
      return `${say.ago(-minutesTo(moment.publish_at, now))} · ${say.left(minutesTo(moment.expires_at, now))}`;
    default:
      return at(words, moment.publish_at, now);
  }
}

/** The same in a word or two, for the author. */
export function stateWords(words: Say, moment: Moment, now: number): string {
  const say = words.moments;
  if (moment.state === 'waiting') return say.waits(at(words, moment.publish_at, now));
  if (moment.state === 'shown') return say.left(minutesTo(moment.expires_at, now));
  return moment.state === 'album' ? say.inAlbum : at(words, moment.publish_at, now);
}

export const altOf = (words: Pick<Words, 'moments'>, moment: Moment, n = 0): string =>
  moment.photos[n]?.alt || words.moments.of(moment.author.display_name);
