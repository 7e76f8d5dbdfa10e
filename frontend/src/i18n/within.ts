/** A day in the middle of an English sentence: "by today, 19:00". */
export const within = (time: string): string =>
  time.replace(/^(Today|Tomorrow|Yesterday)/, (day) => day.toLowerCase());
