// What a layer puts on the map. On a phone's own system there is no offline map yet, and so nothing stands on it.
import type { ReactNode } from 'react';
import type { Spot } from './types';

export interface OnMapProps {
  at: Spot;
  /** What lies above what: events have 1 to 3, and friends are never covered. */
  above: number;
  /** Somebody or something is within so many metres of the place: drawn as a circle. */
  metres?: number;
  children: ReactNode;
}

export function OnMap(_props: OnMapProps) {
  return null;
}
