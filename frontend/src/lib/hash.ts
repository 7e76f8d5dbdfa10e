// What stands behind the # of an address; an app has no address of a page.
export const takeHash = (): string => '';

/** Nothing comes behind a # here. */
export const onHash = (_look: () => void) => () => undefined;
