// Being found near by, and who else is. Looking is counted, so it happens when somebody opens the page or asks again.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Schemas, api, ask } from '@/api/client';

export type RadarChoice = Schemas['RadarChoice'];
export type MyRadar = Schemas['MyRadar'];

const MINE = ['presence', 'radar'];
const PEOPLE = ['discovery', 'radar'];
const FRESH_MS = 120_000;

export const useRadarSwitch = () =>
  useQuery({ queryKey: MINE, queryFn: ({ signal }) => ask(api.GET('/api/v1/radar/me', { signal })) });

export const useRadar = (on: boolean) =>
  useQuery({
    queryKey: PEOPLE,
    enabled: on,
    staleTime: FRESH_MS,
    queryFn: ({ signal }) => ask(api.GET('/api/v1/radar', { signal })),
  });

export function useAppear() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: RadarChoice) => ask(api.PUT('/api/v1/radar/me', { body })),
    onSuccess: (mine) => {
      cache.setQueryData(MINE, mine);
      return cache.resetQueries({ queryKey: PEOPLE });
    },
  });
}

export function useVanish() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => ask(api.DELETE('/api/v1/radar/me')),
    onSuccess: () => {
      cache.removeQueries({ queryKey: PEOPLE });
      return cache.invalidateQueries({ queryKey: MINE });
    },
  });
}
