// Mail addresses out of whatever somebody pastes (lines, a list, a vCard).

const ADDRESS = /[^\s<>,;:"'()[\]\\]+@[^\s<>,;:"'()[\]\\]+\.[^\s<>,;:"'()[\]\\.]{2,}/g;

/** Each address once, in lower case, in the order in which they stand there. */
export const addressesIn = (text: string): string[] => [
  ...new Set((text.match(ADDRESS) ?? []).map((one) => one.toLowerCase())),
];
