// English: photos, voice messages and pictures of people, groups and events.
import { plural } from './plural';

export const media = {
  attach: 'Attach photos',
  dropHere: 'Drop photos here',
  chosen: 'Photos to send',
  alt: (n: number) => `What photo ${n} shows (for those who cannot see it)`,
  sending: 'On its way',
  failed: 'It did not arrive.',
  again: (n: number) => `Send photo ${n} again`,
  remove: (n: number) => `Remove photo ${n}`,
  noneTaken: 'Photos are JPEG, PNG, WebP, GIF, HEIC or AVIF, ten at most.',
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
