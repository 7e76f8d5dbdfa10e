// The basemap, drawn quietly in both themes: paper and water, streets as light, few words.
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Scheme } from '../theme';
import { countries } from './countries';
import { type Extent, edge } from './edge';
import { INKS, type Inks } from './inks';
import { words } from './words';

type Filter = Extract<LayerSpecification, { type: 'fill' }>['filter'];
type Width = [zoom: number, width: number][];

const grow = (steps: Width) =>
  ['interpolate', ['exponential', 1.6], ['zoom'], ...steps.flat()] as unknown as number;

export function style(scheme: Scheme, locale: string, at: string, streets: Extent): StyleSpecification {
  const ink = INKS[scheme];
  return {
    version: 8,
    sources: {
      world: { type: 'vector', url: `pmtiles://${at}/world6.pmtiles` },
      town: { type: 'vector', url: `pmtiles://${at}/helsinki.pmtiles` },
      countries: { type: 'geojson', data: countries(locale) },
      edge: { type: 'geojson', data: edge(streets) },
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': ink.water } },
      ...world(ink),
      ...town(ink),
      veil(ink),
      ...words(ink),
    ],
  };
}

function world(ink: Inks): LayerSpecification[] {
  return [
    fill('land', 'world', 'land', ink.land),
    fill('lakes', 'world', 'lakes', ink.water, undefined, { maxzoom: 11 }),
    line(
      'states',
      'world',
      'states',
      ink.border,
      [
        [3, 0.3],
        [8, 0.8],
      ],
      undefined,
      { minzoom: 3, maxzoom: 11 },
    ),
    line('borders', 'world', 'borders', ink.border, [
      [0, 0.6],
      [8, 1.6],
    ]),
  ];
}

function town(ink: Inks): LayerSpecification[] {
  const roads = (classes: string[]): Filter => ['in', ['get', 'class'], ['literal', classes]];
  return [
    fill('built', 'town', 'landuse', ink.built),
    fill('green', 'town', 'landcover', ink.park, [
      'in',
      ['get', 'class'],
      ['literal', ['grass', 'wood', 'park']],
    ]),
    fill('parks', 'town', 'park', ink.park),
    fill('water', 'town', 'water', ink.water),
    fill('buildings', 'town', 'building', ink.building, undefined, { minzoom: 13 }),
    line(
      'paths',
      'town',
      'transportation',
      ink.path,
      [
        [14, 0.8],
        [18, 4],
      ],
      roads(['path', 'pedestrian', 'track']),
      { minzoom: 14 },
    ),
    line(
      'rails',
      'town',
      'transportation',
      ink.border,
      [
        [12, 0.5],
        [18, 2],
      ],
      roads(['rail', 'transit']),
    ),
    line(
      'small',
      'town',
      'transportation',
      ink.street,
      [
        [12, 0.6],
        [15, 4],
        [18, 14],
      ],
      roads(['minor', 'service']),
    ),
    line(
      'streets',
      'town',
      'transportation',
      ink.street,
      [
        [11, 0.8],
        [15, 6],
        [18, 20],
      ],
      roads(['tertiary', 'secondary']),
    ),
    line(
      'main',
      'town',
      'transportation',
      ink.main,
      [
        [9, 0.8],
        [15, 8],
        [18, 26],
      ],
      roads(['primary', 'trunk', 'motorway']),
    ),
  ];
}

/** Fades the street map into the land around it. */
const veil = (ink: Inks): LayerSpecification => ({
  id: 'edge',
  type: 'fill',
  source: 'edge',
  layout: { visibility: 'none' },
  paint: { 'fill-color': ink.land, 'fill-opacity': ['get', 'veil'], 'fill-antialias': false },
});

type More = { minzoom?: number; maxzoom?: number };

function fill(
  id: string,
  source: string,
  layer: string,
  colour: string,
  filter?: Filter,
  more: More = {},
): LayerSpecification {
  return {
    id,
    type: 'fill',
    source,
    'source-layer': layer,
    paint: { 'fill-color': colour, 'fill-antialias': true },
    ...(filter && { filter }),
    ...more,
  };
}

function line(
  id: string,
  source: string,
  layer: string,
  colour: string,
  width: Width,
  filter?: Filter,
  more: More = {},
): LayerSpecification {
  return {
    id,
    type: 'line',
    source,
    'source-layer': layer,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': grow(width) },
    ...(filter && { filter }),
    ...more,
  };
}
