// Where photos and voices are found: asked for by each viewer, many at once, and again when an address has ended.
import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Schemas, api, ask } from '@/api/client';
import { now } from '@/lib/clock';
import { together } from '@/lib/together';

export type Medium = Schemas['Addresses'];
export type Attachment = Schemas['Attachment'];

const AT_ONCE = 50;
const EARLY_MS = 10_000;

/** Null for what is not there, or not for the viewer. */
const find = together<Medium>(async (ids) => {
  const { data } = await ask(api.GET('/api/v1/media', { params: { query: { ids: ids.join(',') } } }));
  return new Map(data.map((one) => [one.id, one]));
}, AT_ONCE);

/** For how much longer an address may be used; what is not there is asked for again soon. */
export const freshFor = (found: Medium | null | undefined): number =>
  found ? Math.max(0, Date.parse(found.expires_at) - EARLY_MS - now()) : 30_000;

const key = (id: string) => ['media', id];

const medium = (id: string) =>
  queryOptions({
    queryKey: key(id),
    queryFn: () => find(id),
    // What is on the screen stays there; who comes back, or enlarges it, needs an address that holds.
    staleTime: ({ state }) => freshFor(state.data),
    refetchOnWindowFocus: true,
  });

/** Where a photo or voice is; null, or still asked for, without an id. */
export function useMedium(id: string | null | undefined): Medium | null | undefined {
  return useQuery({ ...medium(id ?? ''), enabled: !!id }).data;
}

/** Asks again at once, for a picture that could not be loaded. */
export function useAskAgain(): (id: string) => void {
  const cache = useQueryClient();
  return (id) => void cache.invalidateQueries({ queryKey: key(id) });
}

/** An address that holds now, for what is about to be loaded. */
export const addressNow = async (cache: QueryClient, id: string): Promise<Medium | null> =>
  cache.fetchQuery(medium(id));
