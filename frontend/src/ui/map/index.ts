// The map and what it speaks.
export { MapCanvas } from './MapCanvas';
export { OnMap } from './onMap';
export { PersonMark } from './PersonMark';
export type { Cluster, MapProps, Marker, Spot, Viewport } from './types';
