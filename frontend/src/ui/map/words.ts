// The words on the basemap: few, and the larger the place, the earlier. Countries are in the reader's own language.
import type { LayerSpecification } from 'maplibre-gl';
import type { Inks } from './inks';

const FONTS = ['Inter_500Medium', 'Hiragino Sans', 'Noto Sans JP', 'Noto Sans CJK JP', 'sans-serif'];

export function words(ink: Inks): LayerSpecification[] {
  const text = (size: number) => ({ 'text-font': FONTS, 'text-size': size, 'text-max-width': 8 });
  const halo = { 'text-halo-color': ink.halo, 'text-halo-width': 1.4 };
  return [
    {
      id: 'street names',
      type: 'symbol',
      source: 'town',
      'source-layer': 'transportation_name',
      minzoom: 14.5,
      layout: {
        ...text(11),
        'symbol-placement': 'line',
        'symbol-spacing': 400,
        'text-field': ['get', 'name:latin'],
      },
      paint: { 'text-color': ink.faint, ...halo },
    },
    {
      id: 'water names',
      type: 'symbol',
      source: 'town',
      'source-layer': 'water_name',
      layout: { ...text(12), 'text-field': ['get', 'name:latin'] },
      paint: { 'text-color': ink.waterWords, ...halo },
    },
    {
      id: 'countries',
      type: 'symbol',
      source: 'countries',
      maxzoom: 7,
      filter: ['<=', ['get', 'from'], ['zoom']],
      layout: {
        ...text(12),
        'text-size': ['interpolate', ['linear'], ['get', 'rank'], 1, 15, 5, 11],
        'text-field': ['get', 'name'],
        'text-letter-spacing': 0.06,
        'symbol-sort-key': ['get', 'rank'],
      },
      paint: { 'text-color': ink.country, ...halo },
    },
    {
      id: 'cities',
      type: 'symbol',
      source: 'world',
      'source-layer': 'places',
      minzoom: 3.4,
      maxzoom: 14,
      layout: {
        ...text(12),
        'text-size': ['interpolate', ['linear'], ['get', 'pop'], 20_000, 11, 1_000_000, 14, 10_000_000, 17],
        'text-field': ['get', 'name'],
        'symbol-sort-key': ['-', 0, ['get', 'pop']],
        'text-padding': 12,
      },
      paint: { 'text-color': ink.words, ...halo },
    },
    {
      id: 'quarters',
      type: 'symbol',
      source: 'town',
      'source-layer': 'place',
      minzoom: 12,
      layout: { ...text(12), 'text-field': ['get', 'name:latin'], 'text-letter-spacing': 0.08 },
      paint: { 'text-color': ink.words, ...halo },
    },
  ];
}
