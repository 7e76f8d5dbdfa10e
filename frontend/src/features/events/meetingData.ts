// Finding each other and being there, as it is asked for and said.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Schemas, api, ask } from '@/api/client';
import { changed } from './data';

export type SpotSaid = Schemas['Spot'];

const at = (id: string) => ({ path: { event_id: id } });
const spotOf = (id: string) => ['events', id, 'spot'];

/** Where exactly, and what people wear; empty for whoever has no seat. */
export const useSpot = (id: string, wanted: boolean) =>
  useQuery<SpotSaid>({
    queryKey: spotOf(id),
    enabled: wanted,
    // A photo that is still looked at is told of to nobody but whoever sent it.
    refetchInterval: ({ state: { data } }) =>
      ['waiting', 'checking'].includes(data?.photo?.state ?? '') ? 3_000 : false,
    queryFn: ({ signal }) => ask(api.GET('/api/v1/events/{event_id}/spot', { params: at(id), signal })),
  });

/** What is said of the spot is answered with all of it. */
function useSpotDeed<Given>(id: string, deed: (given: Given) => Promise<SpotSaid>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: deed,
    onSuccess: (spot) => cache.setQueryData<SpotSaid>(spotOf(id), spot),
  });
}

export const useMarkSpot = (id: string) =>
  useSpotDeed(id, (body: Schemas['NewSpot']) =>
    ask(api.PUT('/api/v1/events/{event_id}/spot', { params: at(id), body })),
  );

export const useWear = (id: string) =>
  useSpotDeed(id, (wears: string) =>
    ask(api.PUT('/api/v1/events/{event_id}/spot/wearing', { params: at(id), body: { wears } })),
  );

/** I am there, since my phone is. */
export function useComeNear(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['Here']) =>
      ask(api.POST('/api/v1/events/{event_id}/check-ins/here', { params: at(id), body })),
    onSettled: () => changed(cache, id),
  });
}

/** Whom I met before and my groups, without those who are there or were asked. */
export const useInvitable = (id: string) =>
  useQuery({
    queryKey: ['events', id, 'invitable'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/events/{event_id}/invitable', { params: at(id), signal })),
  });

/** Who would see it besides, and who no longer. */
export const useSight = (id: string, visibility: Schemas['EventEdit']['visibility']) =>
  useQuery({
    queryKey: ['events', id, 'sight', visibility],
    enabled: !!visibility,
    gcTime: 0,
    queryFn: ({ signal }) =>
      ask(
        api.GET('/api/v1/events/{event_id}/sight', {
          params: { ...at(id), query: { visibility: visibility ?? 'public' } },
          signal,
        }),
      ),
  });
