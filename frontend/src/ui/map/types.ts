// What a map is told and what it tells.
import type { ReactNode } from 'react';
import type { IconName } from '../Icon';

export interface Spot {
  lat: number;
  lon: number;
}

export interface Viewport {
  south: number;
  west: number;
  north: number;
  east: number;
  zoom: number;
}

export interface Marker extends Spot {
  id: string;
  /** The whole name, as a screen reader says it: "Picnic, 19:00, 4 going". */
  name: string;
  /** What is written on it. */
  short: string;
  icon: IconName;
  /** Which of the theme's tints its picture stands on. */
  tint: number;
  live: boolean;
  mine: boolean;
  selected: boolean;
}

export interface Cluster extends Spot {
  count: number;
  name: string;
}

/** Something of its own kind that stands on the map, above its place. */
export interface Other extends Spot {
  key: string;
  above: number;
  mark: ReactNode;
}

export interface MapProps {
  label: string;
  start: Spot & { zoom: number };
  /** Goes there when it changes. */
  focus?: (Spot & { zoom?: number }) | null;
  markers: Marker[];
  clusters: Cluster[];
  others?: Other[];
  /** The name of several events that stand too close to each other, by their number. */
  clusterName: (count: number) => string;
  /** The place that is being chosen. */
  pin?: (Spot & { name: string }) | null;
  onViewport: (viewport: Viewport) => void;
  onTap?: (spot: Spot) => void;
  onOpen: (id: string) => void;
  /** Layers: what they put on the map (`OnMap`) stands above events and is never gathered. */
  children?: ReactNode;
  thanks: string;
  /** Something stands over its upper edge: markers fade there, and do not look like parts of it. */
  veiled?: boolean;
  /** In which language countries are named. */
  locale: string;
  words: { zoomIn: string; zoomOut: string; noStreets: string };
}
