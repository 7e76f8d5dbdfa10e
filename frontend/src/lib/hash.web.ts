// What stands behind the # of the page's address: taken once, so that a reload or a shared address has it no more.
export function takeHash(): string {
  const { hash, pathname, search } = window.location;
  if (hash) window.history.replaceState(window.history.state, '', pathname + search);
  return hash;
}

/** Tells when another link to the same page brings something else behind the #, until the answer is called. */
export function onHash(look: () => void): () => void {
  window.addEventListener('hashchange', look);
  return () => {
    window.removeEventListener('hashchange', look);
  };
}
