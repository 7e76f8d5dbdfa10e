// English: on the way, who came, how it was, and what is kept of showing up.
import { within } from './within';

export const showing = {
  // on the way
  way: 'On the way?',
  onMyWay: 'On my way',
  late: 'Running late',
  cannot: 'Not coming after all',
  waySaid: { on_my_way: 'You are on your way', running_late: 'You are running late' } as Record<
    string,
    string
  >,
  wayTold: 'The room knows.',
  howLate: 'About how late?',
  minutes: (minutes: number) => `${minutes} min`,
  wayOf: { on_my_way: 'On the way', running_late: 'Running late' } as Record<string, string>,
  lateBy: (minutes: number) => `About ${minutes} min late`,
  cannotAsk: 'Give up your seat?',
  cannotLead: 'The room is told, and your seat goes to whoever waits.',
  lateLead: (time: string) =>
    `The last moment for this was: ${time}. Now it leaves a mark that only you see, and that goes if somebody takes your seat.`,
  giveUp: 'Give up my seat',
  keepSeat: 'Keep it',
  // said before joining
  lateFrom: (time: string) =>
    `Last moment to give up your seat: ${time}. Later leaves a mark that only you see.`,
  lateAlready: 'Giving up a seat now is late, and leaves a mark that only you see.',
  lateCancel: 'Giving up a seat is late from',
  lateCancels: {
    '0': 'the start',
    '60': '1 hour before',
    '120': '2 hours before',
    '720': '12 hours before',
    '1440': '1 day before',
  } as Record<string, string>,
  // who came
  attendance: 'Who came',
  attendanceLead: (time: string) =>
    `You can say and correct it until ${within(time)}. Nobody but each guest is told.`,
  attendanceOver: 'It can no longer be changed.',
  attendanceNobody: 'Nobody had a seat.',
  attended: { came: 'Came', no_show: 'Did not', excused: 'Excused' } as Record<string, string>,
  attendedOf: (name: string) => `Did ${name} come?`,
  scanned: 'Checked in',
  saysOf: (name: string, word: string) => `${name} says: ${word}`,
  attendanceClosed: 'It is not the time to say who came.',
  // feedback
  feedback: 'How was it?',
  feedbackLead: 'Neither the host nor the guests are shown this.',
  met: 'Did you meet?',
  safe: 'Did you feel safe?',
  yesNo: { yes: 'Yes', no: 'No' } as Record<string, string>,
  feedbackWords: 'Anything to add? (optional)',
  feedbackSend: 'Send',
  feedbackThanks: 'Thank you. You can change it for a week.',
  feedbackChange: 'Change it',
  // marks
  marks: 'My showing up',
  marksLead:
    'Nobody but you sees this. A mark loses half of its weight every 60 days, and is gone after a year.',
  marksNone: 'Nothing is kept',
  marksNoneLead: 'A mark is made when a seat is given up late and nobody takes it, or stays empty.',
  markKinds: { late: 'Given up late', no_show: 'The seat stayed empty' } as Record<string, string>,
  markWeight: (percent: number) => `weighs ${percent} %`,
  markContested: 'You said that it is not right: it weighs nothing until staff have decided.',
  markJudged: 'Staff have looked at it and decided that it stands.',
  markWord: (word: string) => `You said: ${word}`,
  contest: 'This is not right',
  contestWhat: (title: string) => `What happened at ${title}?`,
  contestWord: 'The host reads this',
  contestSend: 'Send',
  goneEvent: 'An event that is gone',
};
