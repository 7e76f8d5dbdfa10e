// The browser's half: see reload.ts.
export const reload = (): void => location.reload();
