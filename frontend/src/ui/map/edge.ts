// Where the street map ends: its last steps fade into the bare land, since a hard edge looks like a fault.
import type { Viewport } from './types';

/** What an archive covers, as it says itself. */
export interface Extent {
  west: number;
  south: number;
  east: number;
  north: number;
}

const STEPS = 14;
/** How deep the fade is, as a part of the whole width and height. */
const DEPTH = 0.08;

interface Ring {
  type: 'Feature';
  geometry: { type: 'Polygon'; coordinates: [number, number][][] };
  properties: { veil: number };
}

/** Frames within each other along the edge, each a little thicker than the one inside it. */
export function edge(extent: Extent): { type: 'FeatureCollection'; features: Ring[] } {
  const features = Array.from({ length: STEPS }, (_, at): Ring => {
    const [outer, inner] = [frame(extent, at / STEPS), frame(extent, (at + 1) / STEPS)];
    return {
      type: 'Feature',
      geometry: { type: 'Polygon', coordinates: [outer, inner.reverse()] },
      properties: { veil: (1 - (at + 0.5) / STEPS) ** 1.5 },
    };
  });
  return { type: 'FeatureCollection', features };
}

function frame({ west, south, east, north }: Extent, inset: number): [number, number][] {
  const [x, y] = [(east - west) * DEPTH * inset, (north - south) * DEPTH * inset];
  return [
    [west + x, south + y],
    [east - x, south + y],
    [east - x, north - y],
    [west + x, north - y],
    [west + x, south + y],
  ];
}

/** Whether one looks so closely that one expects streets, at a part of the world that has none. */
export const withoutStreets = (view: Viewport, { west, south, east, north }: Extent): boolean =>
  view.zoom >= 11 && (view.east < west || view.west > east || view.north < south || view.south > north);
