// English: how one is told.
export const telling = {
  title: 'Being told',
  inbox: {
    title: 'What I was told',
    none: 'Nothing yet',
    noneLead: 'Requests of friends, changes of events, seats that come free: you will read of it here.',
    isNew: 'New',
    more: 'Show older ones',
  },
  quietTitle: 'In peace',
  quiet: 'Quiet hours',
  quietHint:
    'Nothing rings meanwhile, and what came is told afterwards. Only what cannot wait gets through: safety, a change of plans, a seat that is free for you.',
  from: 'From',
  until: 'Until',
  previews: 'Show what messages say',
  previewsHint: 'On the locked screen, too. Otherwise a push only says who wrote.',
  topicsTitle: 'What about, and where',
  topicsLead:
    'All of it is in the app, whatever you choose. The switch is for pushes to your phone; a digest is one mail at eight in the morning, and only when there is something in it.',
  pushed: 'Your phone is told.',
  notPushed: 'Your phone is not told.',
  mail: 'By mail',
  mails: { now: 'At once', digest: 'In the digest', off: 'Not' },
  mailedAlways: 'Always by mail as well: it may be how you learn that somebody else is at your account.',
  topics: {
    account: {
      name: 'My account',
      about: 'Devices that are new to it, and what moderators decide about it.',
    },
    safety: { name: 'Safety', about: 'What came of your reports.' },
    events: { name: 'My events', about: 'Changes, reminders, what hosts say, and what is called off.' },
    seats: { name: 'Seats', about: 'One that is free for you, who asks to come, who was let in.' },
    calendar: { name: 'Calendar', about: 'Where you have a seat, as an entry for your calendar, by mail.' },
    payments: { name: 'Payments', about: 'Receipts, and what comes back to you.' },
    invitations: { name: 'Invitations', about: 'Who would like you to come.' },
    friends: { name: 'Friends', about: 'Requests, and those who said yes.' },
    messages: { name: 'Messages', about: 'Who writes to you, or calls you by name.' },
    moments: { name: 'Moments', about: 'What friends share.' },
    nearby: { name: 'Nearby', about: 'Friends’ events around you.' },
    follows: {
      name: 'What I follow',
      about: 'What is new of hosts, places, tags and words that you follow.',
    },
  },
};
