// Where photos and voices are found: asked for by each viewer, many at once, and again when an address has ended.
import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Schemas, api, ask } from '@/api/client';
import { now } from '@/lib/clock';

export type Medium = Schemas['Addresses'];
export type Attachment = Schemas['Attachment'];

const AT_ONCE = 50;
const TOGETHER_MS = 15;
const EARLY_MS = 10_000;

interface Waiting {
  id: string;
  resolve: (found: Medium | null) => void;
  reject: (failure: unknown) => void;
}

let waiting: Waiting[] = [];

async function askFor(those: Waiting[]): Promise<void> {
  try {
    const ids = [...new Set(those.map(({ id }) => id))].join(',');
    const { data } = await ask(api.GET('/api/v1/media', { params: { query: { ids } } }));
    const found = new Map(data.map((one) => [one.id, one]));
    for (const one of those) one.resolve(found.get(one.id) ?? null);
  } catch (failure) {
    for (const one of those) one.reject(failure);
  }
}

/** Null for what is not there, or not for the viewer. What is asked for in the same moment is asked for together. */
function find(id: string): Promise<Medium | null> {
  return new Promise((resolve, reject) => {
    if (waiting.length === 0)
      setTimeout(() => {
        const all = waiting;
        waiting = [];
        for (let at = 0; at < all.length; at += AT_ONCE) void askFor(all.slice(at, at + AT_ONCE));
      }, TOGETHER_MS);
    waiting.push({ id, resolve, reject });
  });
}

const key = (id: string) => ['media', id];

const medium = (id: string) =>
  queryOptions({
    queryKey: key(id),
    queryFn: () => find(id),
    // What is on the screen stays there; who comes back, or enlarges it, needs an address that holds.
    staleTime: ({ state }) =>
      state.data ? Math.max(0, Date.parse(state.data.expires_at) - EARLY_MS - now()) : 30_000,
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
