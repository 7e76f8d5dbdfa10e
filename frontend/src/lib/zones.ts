// The time zones that this device knows by name.
import { timeZone } from './device';

const MOST = 6;

const known = (): string[] =>
  typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [timeZone()];

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
    .trim();

/** Those whose city begins with the words, then those that have them anywhere: `new y` finds America/New_York. */
export function zonesLike(words: string): string[] {
  const wanted = plain(words);
  const city = (zone: string) => plain(zone.slice(zone.lastIndexOf('/') + 1));
  const all = known().filter((zone) => plain(zone).includes(wanted));
  const first = all.filter((zone) => city(zone).startsWith(wanted));
  return [...new Set([...first, ...all])].slice(0, MOST);
}
