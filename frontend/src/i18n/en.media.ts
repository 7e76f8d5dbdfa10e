// English: photos, voice messages and pictures of people, groups and events.
import { plural } from './plural';

export const media = {
  photo: 'Photo',
  photos: plural('en', { one: 'Photo', other: '# photos' }),
  voice: 'Voice message',
  checking: 'Still being checked',
  refused: 'It could not be used',
  gone: 'It is not here any more',
  enlarge: (what: string) => `${what}: enlarge`,
  close: 'Close',
  next: 'Next photo',
  previous: 'Previous photo',
  count: (at: number, most: number) => `${at} of ${most}`,
  play: 'Play the voice message',
  pause: 'Pause',
  length: (minutes: number, seconds: string) => `${minutes}:${seconds}`,
};
