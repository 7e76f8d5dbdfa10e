// The map and what it speaks.
export { MapCanvas } from './MapCanvas';
export type { Cluster, MapProps, Marker, Spot, Viewport } from './types';
