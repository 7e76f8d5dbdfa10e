// English: secret chats.
import { plural } from './plural';

export const secret = {
  start: 'Secret chat',
  startLead:
    'Only your devices and theirs can read a secret chat. It stands beside the room that you share already.',
  mark: 'Secret chat',
  titled: (name: string) => `${name} (secret)`,
  about: 'Keys and safety number',
  preparing: 'Making keys for this device…',
  noKeysHere:
    'Secret chats need a browser with Web Crypto and storage. This one has none, so it cannot read them.',
  unable: 'This device cannot read this chat right now.',
  again: 'Try again',
  waits: (name: string) =>
    `${name} has no device with keys yet. They are told that you want to talk secretly; you can write as soon as they have opened it.`,
  newHere: 'This device came in here. It cannot read what was said before.',
  unreadable:
    'This device cannot read this message: it was sealed before the device came in, or its keys are gone.',
  sealed: 'Secret message',
  opening: '…',
  changedTitle: 'Devices have changed',
  changed:
    'A device was added or removed since you compared. If nobody has a new device, somebody may be listening: compare again.',
  compare: 'Compare now',
  number: 'Safety number',
  numberLead: (name: string) =>
    `Compare these digits with ${name}, side by side or in a call where you know the voice. If they are the same, nobody stands between you. If they differ, say nothing that matters.`,
  matches: 'They are the same',
  compared: 'You have compared this number.',
  notCompared: 'You have not compared this number yet.',
  forget: 'Take it back',
  devices: 'Devices in this chat',
  mine: 'You',
  thisDevice: 'this device',
  added: (day: string) => `keys since ${day}`,
  leaves: 'What does not work here',
  off: [
    'A new device cannot read what was said before it came in. Nobody can give it back.',
    'Signing out, or clearing the browser’s data, takes the keys of this device away, and with them what it can read here.',
    'No photos, voice, reactions, pins, mentions, cards, previews, translation, and no search by the server.',
    'Drafts stay on this device. Notices only say that there is a message.',
    'The server still knows who writes to whom, when, about how much, and which message answers which.',
    'Your data export holds none of these words: only your devices have them.',
  ],
  trust:
    'End-to-end encrypted with MLS (RFC 9420) between your devices. The library is open source, but no outside expert has reviewed it or how we use it; and in a browser, whoever runs this server also hands out the code.',
  reportTitle: 'What you report',
  reportLead:
    'We cannot read this chat. With your report you hand over what your device reads in it; we keep it as your word, unproven.',
  reportQuote: 'Hand over what these messages say',
  quoted: plural('en', { one: '# message', other: '# messages' }),
};
