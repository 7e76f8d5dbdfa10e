// English: rooms and what is said in them.
import { plural } from './plural';

export const chat = {
  title: 'Rooms',
  none: 'No rooms yet',
  noneLead: 'Each event has one. Say you are going, and it opens.',
  unread: plural('en', { one: '# unread', other: '# unread' }),
  people: plural('en', { one: '# person', other: '# people' }),
  nothingSaid: 'Nothing has been said yet.',
  sayHello: 'Say hello: who brings what, where exactly, how late are you?',
  write: 'Write a message',
  send: 'Send',
  sending: 'Sending…',
  failed: 'Not sent.',
  retry: 'Send again',
  discard: 'Discard',
  earlier: 'Earlier messages',
  deleted: 'This message was deleted.',
  edited: 'edited',
  you: 'You',
  somebody: 'Somebody',
  deletedUser: 'Deleted user',
  typing: (name: string) => `${name} is writing…`,
  closed: 'This room is closed. It can still be read.',
  log: 'Messages',
  event: 'Event page',
  last: (name: string, text: string) => `${name}: ${text}`,
};
