// What stands behind the # of an address; an app has no address of a page.
export const takeHash = (): string => '';
