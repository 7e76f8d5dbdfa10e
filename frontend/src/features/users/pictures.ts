// People's pictures: asked for by person, many at once, and again when an address has ended; and choosing my own.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Refusal, api, ask } from '@/api/client';
import { type Medium, freshFor } from '@/features/media/data';
import { letGo, upload, useKeepsFiles } from '@/features/media/uploading';
import type { Chosen } from '@/lib/files';
import { together } from '@/lib/together';

const AT_ONCE = 50;
const LOOK_EVERY_MS = 700;
const LOOKED_AT_WITHIN_MS = 120_000;

const PICTURES = ['users', 'picture'];

/** Null for who has none, or shows it to others. */
const find = together<Medium>(async (ids) => {
  const { data } = await ask(
    api.GET('/api/v1/users/pictures', { params: { query: { ids: ids.join(',') } } }),
  );
  return new Map(data.map(({ user_id, picture }) => [user_id, picture]));
}, AT_ONCE);

/** Somebody's picture, as far as I am among those whom they show it to. */
export function usePicture(person: string): Medium | null | undefined {
  const kept = useKeepsFiles();
  return useQuery({
    queryKey: [...PICTURES, person],
    queryFn: () => find(person),
    enabled: kept,
    staleTime: ({ state }) => freshFor(state.data),
    refetchOnWindowFocus: true,
  }).data;
}

/** Asks again at once, for a picture that could not be loaded. */
export function useAskForPicture(): (person: string) => void {
  const cache = useQueryClient();
  return (person) => void cache.invalidateQueries({ queryKey: [...PICTURES, person] });
}

/** Until it was looked at. Throws a Refusal with what was found. */
async function lookedAt(id: string): Promise<void> {
  const params = { path: { media_id: id } };
  for (const until = Date.now() + LOOKED_AT_WITHIN_MS; Date.now() < until;) {
    const { state, reason } = await ask(api.GET('/api/v1/uploads/{media_id}', { params }));
    if (state === 'ready') return;
    if (state === 'refused') {
      const code = `file_${reason ?? 'broken'}`;
      throw new Refusal({ code, status: 422, title: code });
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Refusal({ code: 'upload_missing', status: 409, title: 'upload_missing' });
}

/** Sets a file as the picture once it was looked at, so that one that is of no use costs nobody the one they have. */
export function useChoosePicture(
  save: (id: string | null) => Promise<unknown>,
  told: (share: number) => void,
) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (file: Chosen | null): Promise<void> => {
      if (!file) return void (await save(null));
      const id = await upload(file, 'photo', told, new AbortController().signal);
      try {
        await lookedAt(id);
        await save(id);
      } catch (failure) {
        letGo(id);
        throw failure;
      }
    },
    onSuccess: () => cache.invalidateQueries({ queryKey: PICTURES }),
  });
}
