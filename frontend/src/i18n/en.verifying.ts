// English: the mark that somebody checked who a person is.
export const verifying = {
  title: 'Verification mark',
  mark: 'Verification mark',
  mine: 'My mark',
  kinds: {
    id: 'An identity document was checked',
    selfie: 'A document and a picture of the person were checked',
    strong: 'A strong electronic identity was checked',
  },
  none: 'You have no mark. You need none.',
  revoked: 'Your mark was taken away',
  between: (from: string, until: string) => `Checked ${from}, good until ${until}`,
  short: 'It says that one real person is behind this account. It does not say that they are safe, or kind.',
  saysTitle: 'What it says',
  says: [
    'Somebody outside Tomoda checked that you are a person of your own.',
    'One identity marks one account.',
  ],
  notTitle: 'What it does not say',
  not: [
    'Not that somebody is safe, honest or kind: meet in public, and trust your own eyes.',
    'Not that name, picture or age on the page were compared with anything.',
    'Nobody is listed higher for it, and no event or room opens by it.',
  ],
  keptTitle: 'What is kept',
  kept: [
    'What was checked, when, and until when: a year.',
    'A hash that only tells whether the same identity comes again. No name, number, birth date, document or picture.',
    'All of it goes when you let the mark go, or leave.',
  ],
  off: 'Nobody checks identities for this Tomoda.',
  start: 'Have it checked',
  again: 'Have it checked again',
  whoSees: 'Who sees it',
  drop: 'Let the mark go',
};
