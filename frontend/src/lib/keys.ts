// Keys that are pressed anywhere; phones have none.
export const onKey =
  (_pressed: (key: string) => void): (() => void) =>
  () =>
    undefined;
