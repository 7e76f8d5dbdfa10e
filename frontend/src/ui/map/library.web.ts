// MapLibre, the reader of its archives and its styles in one module that is loaded late. One, because the bundler's
// development server names a late part by its path without the ending: a .js and a .css side by side are then the same.
import 'maplibre-gl/dist/maplibre-gl.css';

export { Map, Marker, addProtocol } from 'maplibre-gl';
export { PMTiles, Protocol } from 'pmtiles';
