// What goes over the socket, as `docs/realtime.md` lists it. One text frame carries an array of these.
export interface Signal<T = unknown> {
  signal: string;
  on: string;
  place?: number;
  data: T;
}

export type Message =
  | { ready: { session: string; heartbeat_ms: number; server_time: string } }
  | { beat: { server_time: string } }
  | { listening: string; place?: number | null; caught_up: boolean }
  | { refused: string; code: string }
  | { gone: string; reason: string }
  | { top: string; place: number }
  | { missed: string }
  /** Something happened here that is not for this listener: only its place is taken. */
  | { on: string; place: number; signal?: undefined }
  | Signal;

export type Saying =
  | { do: 'hello'; body: { ticket: string; v: 1 } }
  | { do: 'listen'; body: { to: string; after?: number } }
  | { do: 'leave'; body: { to: string } }
  | { do: 'beat'; body: { active: boolean } }
  | { do: 'typing'; body: { room: string } };

/** A frame as an array of messages; a lone message may come bare. Throws what JSON.parse throws. */
export function read(frame: string): Message[] {
  const parsed: unknown = JSON.parse(frame);
  return (Array.isArray(parsed) ? parsed : [parsed]) as Message[];
}
