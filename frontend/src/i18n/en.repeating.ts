// English: events that repeat, that are made again, and what else a page says of them.
import { plural } from './plural';

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const everyOf: Record<string, [string, string]> = {
  daily: ['Every day', 'days'],
  weekly: ['Every week', 'weeks'],
  monthly: ['Every month', 'months'],
};

const ordinal = new Intl.PluralRules('en', { type: 'ordinal' });
const ordinals: Record<string, string> = { one: 'st', two: 'nd', few: 'rd' };

export const repeating = {
  // making
  repeat: 'Does it repeat?',
  repeats: { no: 'No', daily: 'Daily', weekly: 'Weekly', monthly: 'Monthly' } as Record<string, string>,
  every: 'How often',
  everyOf: (frequency: string, every: number) => {
    const [one, many] = everyOf[frequency] ?? ['', ''];
    return every === 1 ? one : `Every ${every} ${many}`;
  },
  weekdays: 'On',
  weekday: (day: number) => days[day - 1] ?? '',
  weekdayShort: (day: number) => days[day - 1]?.slice(0, 3) ?? '',
  until: 'Last day (optional)',
  untilHint: 'Empty: for a year. Dates appear five weeks ahead.',
  untilWrong: 'After the first time, and within a year.',
  // what the page says
  series: (rule: string, on: string, until: string) => `${rule}${on && ` on ${on}`}, until ${until}`,
  nth: (number: number) => `The ${number}${ordinals[ordinal.select(number)] ?? 'th'} time`,
  onItsOwn: 'This one was changed by itself.',
  dates: 'All dates',
  datesLead: 'Each one has guests and a room of its own.',
  datesNone: 'No more dates.',
  // changing
  scope: 'Which ones?',
  scopes: { this: 'Only this one', following: 'This and those after it', all: 'All still to come' } as Record<
    string,
    string
  >,
  scopeLead: 'What was changed by itself stays as it is.',
  // made again
  copy: 'Make it again',
  copyLead: 'The same event at another time, without its guests. It is a draft until you publish it.',
  copyMake: 'Make a draft',
  // tags, cover, keeping
  tags: 'Tags',
  tagsHint: 'Up to five, with commas between them: vegan, beginners',
  tagsWrong: 'Five tags at most, 30 characters each.',
  tag: (tag: string) => `#${tag}`,
  tagFind: (tag: string) => `Find events with #${tag}`,
  kept: 'Kept after the end',
  keptFor: { '1': 'A day', '7': 'A week', '30': 'A month', '180': 'Half a year' } as Record<string, string>,
  keptDays: plural('en', { one: '# day', other: '# days' }),
  keptHint: 'Then all of it is deleted: page, room, guests. It can only become shorter.',
  deletedAt: (day: string) => `All of this is deleted on ${day}: page, room, guests and answers.`,
  overlap: 'At that time you already go elsewhere',
  overlapWith: (title: string, time: string) => `${title} (${time})`,
  overlapMore: plural('en', { one: 'and # more', other: 'and # more' }),
  // sight
  gains: (who: string) => `Will see it: ${who}`,
  loses: (who: string) => `Will no longer see it: ${who}`,
  sightAsked: 'Looking who will see it…',
  /** `friends`: how many of them neither have answered nor are invited. */
  onlookers: (who: string, mine: boolean, friends: number) =>
    ({
      everybody: 'everybody nearby',
      address: 'whoever has the address',
      friends: `${mine ? 'your friends' : 'friends of the host'}${friends > 0 ? ` (${friends})` : ''}`,
    })[who] ?? who,
  seenBy: (who: string) => `Seen by ${who}`,
  sightOf: (visibility: string, mine: boolean, host: string) =>
    ({
      unlisted: 'whoever has the link',
      friends: mine ? 'your friends' : `friends of ${host}`,
      invite_only: 'invited people',
    })[visibility] ?? '',
  sightSure: plural('en', {
    one: '# person who is invited or has answered sees it in any case.',
    other: '# people who are invited or have answered see it in any case.',
  }),
  // the list of guests as a file
  exportGuests: 'Guest list as a file',
  more: 'More',
  // parts of the form
  parts: { who: 'Who and how many', time: 'When, and whether', more: 'More about it' } as Record<
    string,
    string
  >,
};
