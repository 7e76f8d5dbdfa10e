// English: kind words of people who met.
export const kindness = {
  title: 'Kind words',
  noPromise: 'From people who met them. It is a thank-you, no promise: nobody has checked anything.',
  kinds: {
    good_company: 'Good company',
    welcoming: 'Made me welcome',
    thoughtful: 'Thoughtful',
    kept_word: 'Did what they said',
  },
  between: ' · ',
  quoted: (words: string) => `“${words}”`,
  month: (month: string) =>
    new Date(`${month}-15T12:00:00Z`).toLocaleDateString('en-GB', {
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    }),
  at: (title: string) => `You were both at ${title}`,
  write: 'Write something kind',
  change: 'What you wrote',
  about: (name: string) => `About ${name}`,
  lead: (name: string) =>
    `${name} reads it first and decides whether others may. You are not told what they decide. Where it is shown, people see your name and that you met.`,
  what: 'What was good?',
  words: 'In your words (optional)',
  wordsHint: 'If something was wrong, report it instead.',
  send: 'Send',
  takeBack: 'Take it back',
  whomIMet: 'Whom you met',
  whomIMetLead: 'Was it good to meet them? They read it first, and only they decide whether others may.',
  none: 'Nothing yet',
  noneLead: 'After an event, people who met you there can write something kind. You read it first.',
  rules:
    'Only you see what waits here. What you show stands on your page, for whom you choose in your profile. Nobody is told what you hide or want none of.',
  waiting: 'Only you have read these',
  aboutMe: 'About you',
  byMe: 'By you',
  byMeLead: 'Whether they show it is theirs, and not told.',
  answers: { shown: 'Show on my page', hidden: 'Keep to myself', declined: 'No, thank you' },
  states: { shown: 'on your page', hidden: 'only for you' },
};
