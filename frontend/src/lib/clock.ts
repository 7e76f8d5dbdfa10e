// The server's clock: the device's own may be wrong, and what is "now" or "over" must not depend on it.
let ahead = 0;

export const setClock = (serverTime: number): void => {
  if (Number.isFinite(serverTime)) ahead = serverTime - Date.now();
};

export const now = (): number => Date.now() + ahead;
