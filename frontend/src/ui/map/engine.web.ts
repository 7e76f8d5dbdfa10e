// MapLibre with the offline basemap, loaded when the first map is shown.
import type { Map as Engine } from 'maplibre-gl';
import type { Scheme } from '../theme';
import { Archive } from './archive.web';
import { style } from './style';
import type { Spot } from './types';

const BASEMAP = process.env.EXPO_PUBLIC_BASEMAP ?? '/basemap';
const base = (): string => new URL(BASEMAP, window.location.origin).href;

let loading: Promise<typeof import('./library.web')> | null = null;

/** The library, with the archives registered under `pmtiles://`. */
export function maplibre(): Promise<typeof import('./library.web')> {
  loading ??= import('./library.web').then((library) => {
    const protocol = new library.Protocol();
    for (const name of ['world6', 'helsinki'])
      protocol.add(new library.PMTiles(new Archive(`${base()}/${name}.pmtiles`)));
    library.addProtocol('pmtiles', protocol.tile);
    return library;
  });
  return loading;
}

export async function createEngine(
  container: HTMLElement,
  start: Spot & { zoom: number },
  scheme: Scheme,
): Promise<Engine> {
  const { Map: Made } = await maplibre();
  return new Made({
    container,
    style: style(scheme, base()),
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
}

export const restyle = (engine: Engine, scheme: Scheme): void => {
  engine.setStyle(style(scheme, base()));
};

export const still = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
