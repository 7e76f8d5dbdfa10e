// Places that begin with what is being typed, those in view first; and what to call a tapped point.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type Schemas, api, ask } from '@/api/client';
import { timeZone } from '@/lib/device';
import type { Spot } from '@/ui/map';

export type Location = Schemas['Location'];

export const usePlaces = (text: string, lang: string, near: Spot | null) =>
  useQuery<Location[]>({
    queryKey: ['locations', 'list', 'typed', text, lang, near && [near.lat.toFixed(2), near.lon.toFixed(2)]],
    enabled: text.length >= 2,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const query = { q: text, lang, limit: 6, ...(near && { lat: near.lat, lon: near.lon }) };
      return (await ask(api.GET('/api/v1/locations/search', { params: { query }, signal }))).data;
    },
  });

/** The time zone of a place; this device's own until that is known. */
export function useZone(spot: Spot | null): string {
  const { data } = useQuery({
    queryKey: ['locations', 'zone', spot && [spot.lat.toFixed(3), spot.lon.toFixed(3)]],
    enabled: spot !== null,
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const query = { lat: spot?.lat ?? 0, lon: spot?.lon ?? 0 };
      return (await ask(api.GET('/api/v1/locations/time-zone', { params: { query }, signal }))).time_zone;
    },
  });
  return (spot && data) || timeZone();
}

/** The id of a place that only the geocoder knew so far; the server asks it again, and keeps the place. */
export const resolve = async (osm: string, { lat, lon, name }: Location, lang: string) =>
  (
    await ask(
      api.POST('/api/v1/locations/resolve', { params: { query: { lang } }, body: { osm, lat, lon, name } }),
    )
  ).id;

export const usePlaceName = (spot: Spot | null, lang: string) =>
  useQuery<Location | null>({
    queryKey: ['locations', 'list', 'at', spot && [spot.lat.toFixed(5), spot.lon.toFixed(5)], lang],
    enabled: spot !== null,
    queryFn: async ({ signal }) => {
      const query = { lat: spot?.lat ?? 0, lon: spot?.lon ?? 0, lang, limit: 1 };
      return (await ask(api.GET('/api/v1/locations/reverse', { params: { query }, signal }))).data[0] ?? null;
    },
  });
