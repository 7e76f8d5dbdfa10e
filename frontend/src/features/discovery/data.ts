// What is on in the part of the map that one looks at.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type Schemas, api, ask } from '@/api/client';
import type { Viewport } from '@/ui/map';
import type { Shown } from './stage';

/** The viewport a little wider and on a grid, so that a nudge of the map asks nothing new. */
function widened({ south, west, north, east, zoom }: Viewport) {
  const step = 360 / 2 ** Math.floor(zoom) / 4;
  const down = (value: number) => Number((Math.floor(value / step) * step).toFixed(6));
  const up = (value: number) => Number((Math.ceil(value / step) * step).toFixed(6));
  return {
    south: Math.max(-90, down(south)),
    west: Math.max(-180, down(west)),
    north: Math.min(90, up(north)),
    east: Math.min(180, up(east)),
    zoom: Math.floor(zoom),
  };
}

export function useMap(viewport: Viewport | null, { when, category, whose }: Shown) {
  const query = viewport ? { ...widened(viewport), when, whose, ...(category && { category }) } : null;
  return useQuery<Schemas['Map']>({
    queryKey: ['discovery', 'list', 'map', query],
    enabled: query !== null,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      query
        ? ask(api.GET('/api/v1/map', { params: { query }, signal }))
        : Promise.reject(new Error('no viewport')),
  });
}

/** Public events by title, place or host, the soonest first. */
export const useFound = (text: string, { when, category }: Shown) =>
  useQuery({
    queryKey: ['discovery', 'list', 'found', text, when, category],
    enabled: text !== '',
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const query = { q: text, when, ...(category && { category }) };
      return (await ask(api.GET('/api/v1/events/search', { params: { query }, signal }))).data;
    },
  });
