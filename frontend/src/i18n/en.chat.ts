// English: rooms and what is said in them.
import { plural } from './plural';

type Happening =
  | 'joined'
  | 'left'
  | 'removed'
  | 'renamed'
  | 'time_changed'
  | 'place_changed'
  | 'cancelled'
  | 'timer_changed'
  | 'pinned'
  | 'settings_changed'
  | 'on_my_way'
  | 'running_late'
  | 'cannot_come'
  | 'secret_started'
  | 'device_added'
  | 'device_removed'
  | 'keys_renewed';

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
  typing: (names: string[]) =>
    names.length > 2
      ? 'Several people are writing…'
      : `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} writing…`,
  closed: 'This room is closed. It can still be read.',
  log: 'Messages',
  event: 'Event page',
  actions: 'What to do with this message',
  reply: 'Reply',
  replying: 'Your reply to',
  copy: 'Copy the text',
  edit: 'Edit',
  editing: 'Put it right',
  delete: 'Delete for everybody',
  deleteAsk: 'Delete this message?',
  answers: 'In reply to',
  further: 'An earlier message',
  react: (emoji: string) => `React with ${emoji}`,
  reacted: (emoji: string, count: number, mine: boolean) => `${emoji} ${count}${mine ? ', with yours' : ''}`,
  mute: 'Mute this room',
  muted: 'Muted: change it',
  mutes: {
    hour: 'For an hour',
    eight_hours: 'For eight hours',
    event: 'Until the event is over',
    forever: 'Until I say so',
  },
  unmute: 'Make noise again',
  locked: 'This room is locked for now. It can still be read.',
  announcements: 'Only those who look after this room write here.',
  youLeft: 'You have left this room. What was said until then can be read.',
  waitsForLine: 'Waiting for a connection…',
  slow: (seconds: number) => `Slow mode: you can write again in ${seconds} s`,
  newest: 'To the newest messages',
  newHere: 'New',
  readBy: (names: string) => `Read by ${names}`,
  read: 'Read',
  goneAt: (time: string) => `disappears ${time}`,
  pin: 'Pin',
  unpin: 'Unpin',
  pinned: 'Pinned',
  pins: 'Pinned messages',
  report: 'Report',
  noPreview: 'Remove the link preview',
  callSomebody: 'People to mention',
  hereHint: 'Everybody in this room',
  goThere: 'Show it in the conversation',
  shared: { event: 'shared an event', place: 'shared a place', position: 'shows where they are' },
  newMessages: plural('en', { one: '# new message', other: '# new messages' }),
  happened: {
    joined: ({ who }) => `${who} came in`,
    left: ({ who }) => `${who} left`,
    removed: ({ who }) => `${who} was removed`,
    renamed: ({ who, title }) => `${who} named the room “${title}”`,
    time_changed: ({ time }) => (time ? `New time: ${time}` : 'The time has changed'),
    place_changed: ({ title }) => (title ? `New place: ${title}` : 'The place has changed'),
    cancelled: () => 'The host called it off',
    timer_changed: ({ who, time }) =>
      time ? `${who} lets messages disappear after ${time}` : `${who} lets messages stay`,
    pinned: ({ who }) => `${who} pinned a message`,
    settings_changed: ({ who }) => `${who} changed the room`,
    on_my_way: ({ who }) => `${who} is on the way`,
    running_late: ({ who }) => `${who} is running late`,
    cannot_come: ({ who }) => `${who} cannot make it`,
    secret_started: ({ who }) => `${who} began to talk secretly`,
    device_added: ({ who }) => `${who} let a device in: it reads what is said from here on`,
    device_removed: ({ who }) => `${who} took devices out that are signed out`,
    keys_renewed: ({ who }) => `${who} renewed the keys`,
  } as Record<Happening, (facts: { who: string; title: string; time: string }) => string>,
  last: (name: string, text: string) => `${name}: ${text}`,
};
