// The device's microphone. The app for phones has none yet.
import type { Chosen } from './files';

export interface Recording {
  /** What was said; the microphone is off. */
  stop: () => Promise<Chosen>;
  /** The microphone is off, and nothing is kept. */
  drop: () => void;
}

export const CAN_RECORD: boolean = false;

export const record = (): Promise<Recording> => Promise.reject(new Error('no microphone'));
