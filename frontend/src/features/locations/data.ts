// Places that begin with what is being typed, those in view first; and what to call a tapped point.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type Schemas, api, ask } from '@/api/client';
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

export const usePlaceName = (spot: Spot | null, lang: string) =>
  useQuery<Location | null>({
    queryKey: ['locations', 'list', 'at', spot && [spot.lat.toFixed(5), spot.lon.toFixed(5)], lang],
    enabled: spot !== null,
    queryFn: async ({ signal }) => {
      const query = { lat: spot?.lat ?? 0, lon: spot?.lon ?? 0, lang, limit: 1 };
      return (await ask(api.GET('/api/v1/locations/reverse', { params: { query }, signal }))).data[0] ?? null;
    },
  });
