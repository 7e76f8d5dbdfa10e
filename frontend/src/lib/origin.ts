// Where the servers are: on the web the page's own origin, elsewhere what the build was told.
export const ORIGIN: string =
  process.env.EXPO_PUBLIC_API_ORIGIN ??
  (typeof window !== 'undefined' && window.location ? window.location.origin : 'http://localhost:8000');

export const SOCKET_URL = `${ORIGIN.replace(/^http/, 'ws')}/ws`;
