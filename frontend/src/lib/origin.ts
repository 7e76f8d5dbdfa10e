// Where the servers are: what the container was told (/config.js), what the build was told, or the page's own origin.
const told = (globalThis as { __TOMODA__?: { EXPO_PUBLIC_API_ORIGIN?: string } }).__TOMODA__;

export const ORIGIN: string =
  told?.EXPO_PUBLIC_API_ORIGIN ??
  process.env.EXPO_PUBLIC_API_ORIGIN ??
  (typeof window !== 'undefined' && window.location ? window.location.origin : 'http://localhost:8000');

export const SOCKET_URL = `${ORIGIN.replace(/^http/, 'ws')}/ws`;
/** The same signals for whoever cannot open a socket. */
export const EVENTS_URL = `${ORIGIN}/api/v1/realtime/events`;
