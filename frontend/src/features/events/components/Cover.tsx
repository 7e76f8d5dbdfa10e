// An event's picture at the top of its page, and larger by a tap.
import { useState } from 'react';
import { useAskAgain, useMedium } from '@/features/media/data';
import { previewOf } from '@/features/media/previews';
import { useWords } from '@/i18n/useWords';
import { Lightbox } from '@/ui/Lightbox';
import { Photo } from '@/ui/Photo';
import type { EventPage } from '../data';

/** Width to height, wherever it stands above words. */
export const COVER_RATIO = 2;

export function Cover({ page: { cover, rights } }: { page: Pick<EventPage, 'cover' | 'rights'> }) {
  const say = useWords().media;
  const [large, enlarge] = useState(false);
  const ready = cover?.state === 'ready';
  const found = useMedium(ready ? cover.id : null);
  const again = useAskAgain();
  if (!cover) return null;
  const refused = cover.state === 'refused';
  // That it could not be used is for whoever can choose another one.
  if (refused && !rights.includes('edit')) return null;
  const own = refused ? undefined : previewOf(cover.id);
  return (
    <>
      <Photo
        address={found?.files.screen ?? own?.address ?? null}
        blurhash={cover.blurhash}
        alt={cover.alt}
        ratio={COVER_RATIO}
        round="l"
        note={refused ? say.refused : ready ? (found === null ? say.gone : '') : say.checking}
        bad={refused || (ready && found === null)}
        onPress={found ? () => enlarge(true) : undefined}
        label={say.enlarge(cover.alt)}
        onLost={() => again(cover.id)}
      />
      {large && (
        <Lightbox
          label={cover.alt}
          alt={cover.alt}
          address={found?.files.screen ?? null}
          says={say}
          onClose={() => enlarge(false)}
        />
      )}
    </>
  );
}
