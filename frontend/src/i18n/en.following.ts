// English: following a host, a place, a tag, or what one looks for; and what becomes of what too many find.
export const following = {
  follow: 'Follow',
  followOf: (of: string) => `Follow ${of}`,
  following: 'Following',
  followingOf: (of: string) => `Following ${of}: stop`,
  more: 'More like this',
  moreLead:
    'What is new of what you follow stands in your notices in the morning. Nobody sees what you follow.',
  by: (name: string) => `Events by ${name}`,
  at: (place: string) => `Events at ${place}`,
  thisPlace: 'this place',
  hereTitle: 'Follow this part of the map',
  hereName: 'What do you call it?',
  hereHint: 'You are told in the morning of what is new here.',
  here: 'Around here',
  kindHere: (kind: string) => `${kind} around here`,
  title: 'What I follow',
  lead: 'In the morning you are told what is new: at most eight events, the soonest first, each once. Nobody sees what you follow.',
  none: 'You follow nothing',
  noneLead:
    'Follow a host, a place or a tag from an event, a search, or the part of the map that you look at.',
  how: 'How I am told of it',
  host: 'Host',
  words: (words: string) => `“${words}”`,
  within: (metres: number, locale: string) =>
    metres < 1000
      ? `within ${metres} m`
      : `within ${(metres / 1000).toLocaleString(locale, { maximumFractionDigits: 1 })} km`,
  brake: 'More people than you meant?',
  brakeWanted: (wanted: number, seats: number | null) =>
    seats === null
      ? `${wanted} want to come, and many are looking at it.`
      : `${wanted} want to come; there are ${seats} seats.`,
  brakeLead:
    'It is closed to new people until you answer: not on the map, and links to it open nothing. Whoever has answered sees it as ever.',
  brakeOpen: 'Open it to everybody again',
  brakeOpenLink: 'Open it to whoever has the link again',
  brakeStay: 'Leave it closed',
  unfollow: (name: string) => `Stop following ${name}`,
};
