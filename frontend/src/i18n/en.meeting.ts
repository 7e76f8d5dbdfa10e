// English: what is right now, finding each other at the place, and being there by where one is.

export const meeting = {
  // right now
  rightNow: 'Right now, near by',
  rightNowHint: 'Found by your friends, and by whoever looks at the map within three kilometres.',
  begins: 'Begins',
  beginsIn: { '0': 'At once', '10': 'In 10 minutes', '20': 'In 20 minutes' } as Record<string, string>,
  lasts: 'Lasts',
  lastsFor: { '60': '1 hour', '90': '1½ hours', '120': '2 hours', '180': '3 hours' } as Record<
    string,
    string
  >,
  rightNowCard: 'near by',
  rightNowFact: 'Right now, for whoever is near by',
  rightNowFactLead: 'It is found by friends of the host, and within three kilometres.',
  // a code at the door
  accessCode: 'Code (optional)',
  accessCodeHint: 'Whoever is not invited must say it to come. Tell it to those whom you want there.',
  accessCodeWrong: 'Four characters at least.',
  accessCodeSet: 'Another code to come',
  accessCodeGone: 'No code is needed any more',
  // finding each other
  spot: 'Finding each other',
  spotSay: 'Say where exactly',
  spotChange: 'Change where exactly',
  spotTitle: 'Where exactly',
  spotLead: 'Only those who host or have a seat read this.',
  spotNote: 'In a few words',
  spotNoteExample: 'Under the clock, at the second bench',
  flag: 'Where exactly we meet',
  flagLabel: 'Flag on the map',
  flagNone: 'None yet. Tap the map, or put it where you stand.',
  flagSet: 'It stands on the map.',
  flagHere: 'Where I stand',
  flagGone: 'Take the flag away',
  flagFar: 'The flag must be within two kilometres of the place.',
  flagShow: 'Show the flag on the map',
  spotPhoto: 'Photo of the spot',
  wears: 'What people wear',
  wear: 'What I can be known by',
  wearExample: 'A yellow hat',
  wearHint: 'Those who see where exactly read it. Empty: nothing is said.',
  // whom to invite, and going away
  groups: 'My groups',
  tellRoom: 'If I do not come: say so in the room',
  // by where one is
  here: 'I am here',
  hereLead:
    'Your phone is asked where it is, now and only once. It is compared with the place, and not kept.',
  hereNot: 'This device does not tell where it is. Scan the code, or ask the host to tick your name.',
  nearSaid: 'Says their phone',
  tooFar: 'You are too far from the place: within 200 metres you can check in.',
};
