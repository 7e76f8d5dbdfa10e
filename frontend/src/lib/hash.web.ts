// What stands behind the # of the page's address: taken once, so that a reload or a shared address has it no more.
export function takeHash(): string {
  const { hash, pathname, search } = window.location;
  if (hash) window.history.replaceState(window.history.state, '', pathname + search);
  return hash;
}
