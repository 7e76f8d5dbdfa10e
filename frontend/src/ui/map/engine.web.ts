// MapLibre with the offline basemap, loaded when the first map is shown.
import type { Map as Engine } from 'maplibre-gl';
import type { PMTiles } from 'pmtiles';
import type { Scheme } from '../theme';
import { Archive } from './archive.web';
import type { Extent } from './edge';
import type * as Library from './library.web';
import { style } from './style';
import type { Spot } from './types';

const BASEMAP = process.env.EXPO_PUBLIC_BASEMAP ?? '/basemap';
const base = (): string => new URL(BASEMAP, window.location.origin).href;

let loading: Promise<typeof Library> | null = null;

/** The library, with the archives registered under `pmtiles://`. */
export function maplibre(): Promise<typeof Library> {
  loading ??= import('./library.web').then((library) => {
    const protocol = new library.Protocol();
    const [world, town] = ['world6', 'helsinki'].map(
      (name) => new library.PMTiles(new Archive(`${base()}/${name}.pmtiles`)),
    ) as [PMTiles, PMTiles];
    protocol.add(world);
    protocol.add(town);
    library.addProtocol('pmtiles', protocol.tile);
    streets = town.getHeader().then(({ minLon: west, minLat: south, maxLon: east, maxLat: north }) => {
      return { west, south, east, north };
    });
    return library;
  });
  return loading;
}

let streets: Promise<Extent> | null = null;

/** What the map with streets covers; nothing, as long as nobody knows. */
export const extent = async (): Promise<Extent> =>
  (await streets) ?? { west: 0, south: 0, east: 0, north: 0 };

export async function createEngine(
  container: HTMLElement,
  start: Spot & { zoom: number },
  scheme: Scheme,
  locale: string,
): Promise<Engine> {
  const { Map: Made } = await maplibre();
  const engine = new Made({
    container,
    style: style(scheme, locale, base(), await extent()),
    center: [start.lon, start.lat],
    zoom: start.zoom,
    minZoom: 1,
    maxZoom: 18,
    attributionControl: false,
    pitchWithRotate: false,
    dragRotate: false,
    fadeDuration: 0,
    localIdeographFontFamily: "'Hiragino Sans', 'Noto Sans JP', 'Noto Sans CJK JP', sans-serif",
  });
  // The fade at the edge belongs to the streets: it is seen once they are there, in each new style again.
  engine.on('idle', () => {
    if (engine.getLayoutProperty('edge', 'visibility') === 'none')
      engine.setLayoutProperty('edge', 'visibility', 'visible');
  });
  return engine;
}

export async function restyle(engine: Engine, scheme: Scheme, locale: string): Promise<void> {
  engine.setStyle(style(scheme, locale, base(), await extent()));
}

export const still = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
