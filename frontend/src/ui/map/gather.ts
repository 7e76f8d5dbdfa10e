// Markers that would lie on top of each other become one with a number, for the zoom that one looks from.
import type { Cluster, Marker, Spot } from './types';

/** How wide and high a marker is on the screen, with some air around it. */
const WIDTH = 84;
const HEIGHT = 38;
/** From this zoom on nothing is gathered: what is at one place stands above each other instead. */
export const APART = 17;

export interface Gathered {
  markers: (Marker & { up: number })[];
  clusters: Omit<Cluster, 'name'>[];
}

/** Where a spot is in pixels on the whole world's map at a zoom (Web Mercator, tiles of 512). */
function pixels({ lat, lon }: Spot, zoom: number): { x: number; y: number } {
  const world = 512 * 2 ** zoom;
  const sine = Math.sin((lat * Math.PI) / 180);
  return {
    x: (lon / 360 + 0.5) * world,
    y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * world,
  };
}

/** What is chosen is never gathered; the rest joins the first marker that it would cover. */
export function gather(markers: Marker[], zoom: number): Gathered {
  const groups: { x: number; y: number; of: Marker[] }[] = [];
  for (const marker of markers) {
    const { x, y } = pixels(marker, zoom);
    const near = (group: (typeof groups)[number]) =>
      Math.abs(group.x - x) < WIDTH && Math.abs(group.y - y) < HEIGHT;
    const group = marker.selected ? undefined : groups.find((one) => !one.of[0]?.selected && near(one));
    if (group) group.of.push(marker);
    else groups.push({ x, y, of: [marker] });
  }
  const apart = zoom >= APART;
  return {
    markers: groups.flatMap(({ of }) =>
      of.length === 1 || apart ? of.map((marker, at) => ({ ...marker, up: at * HEIGHT })) : [],
    ),
    clusters: apart
      ? []
      : groups
          .filter(({ of }) => of.length > 1)
          .map(({ of }) => ({ count: of.length, lat: middle(of, 'lat'), lon: middle(of, 'lon') })),
  };
}

const middle = (spots: Spot[], axis: keyof Spot): number =>
  spots.reduce((sum, spot) => sum + spot[axis], 0) / spots.length;
