// An event's picture in its form: the one that it has, another that is on its way, or none.
import { useState } from 'react';
import type { Schemas } from '@/api/client';
import { usePicks, PHOTO_TYPES } from '@/features/media/uploading';
import type { Words } from '@/i18n';
import { chooseFiles } from '@/lib/files';

type NewCover = Schemas['NewCover'];

export function useCover(before: NewCover | null) {
  const photos = usePicks(1);
  const [kept, keep] = useState(before);
  const [none, setNone] = useState(false);
  const pick = photos.picks[0];
  const alt = pick?.alt ?? kept?.alt ?? '';
  const id = pick ? pick.id : (kept?.id ?? null);
  const value: NewCover | null = id === null ? null : { id, alt: alt.trim() };
  return {
    pick,
    kept,
    alt,
    /** As the event is to have it. */
    value,
    changed: value?.id !== before?.id || value?.alt !== before?.alt,
    /** What was chosen was no photo. */
    none,
    choose: async () => {
      const files = await chooseFiles(PHOTO_TYPES, false);
      setNone(files.length > 0 && photos.add(files) === 0);
    },
    describe: (words: string) =>
      pick ? photos.describe(pick.key, words) : keep((one) => one && { ...one, alt: words }),
    remove: () => (pick ? photos.drop(pick.key) : keep(null)),
    again: () => pick && photos.again(pick.key),
    /** What keeps the event from being sent. */
    wrong: ({ media: say }: Pick<Words, 'media'>): string | null => {
      if (pick && pick.id === null) return pick.failure ? say.failed : say.coverWaits;
      return value && value.alt === '' ? say.coverAltWrong : null;
    },
    /** The event has it now. */
    taken: () => void photos.take(),
  };
}

export type CoverOf = ReturnType<typeof useCover>;
