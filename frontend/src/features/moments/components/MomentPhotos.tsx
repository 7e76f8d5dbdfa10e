// The photos of a moment: veiled where not everybody wants to see them, enlarged by a tap.
import { useState } from 'react';
import { useAskAgain, useMedium } from '@/features/media/data';
import { previewOf } from '@/features/media/previews';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Lightbox } from '@/ui/Lightbox';
import { Photo } from '@/ui/Photo';
import { Text } from '@/ui/Text';
import type { Moment } from '../data';
import { altOf } from '../words';

const TALLEST = 3 / 4;
const WIDEST = 2;

export function MomentPhotos({ moment }: { moment: Moment }) {
  const words = useWords();
  const say = words.moments;
  const [open, setOpen] = useState<number | null>(null);
  const [seen, see] = useState(!moment.sensitive);
  if (!seen)
    return (
      <Box surface="low" round="l" pad="xl" gap="m" align="center">
        <Text ink="soft" centre>
          {say.veiled}
        </Text>
        <Button label={say.unveil} onPress={() => see(true)} />
      </Box>
    );
  return (
    <Box gap="s">
      {moment.photos.map((photo, n) => (
        <One key={photo.id} photo={photo} alt={altOf(words, moment, n)} onPress={() => setOpen(n)} />
      ))}
      {open !== null && (
        <Large moment={moment} at={open} onGo={(to) => setOpen(to)} onClose={() => setOpen(null)} />
      )}
    </Box>
  );
}

function One({ photo, alt, onPress }: { photo: Moment['photos'][number]; alt: string; onPress: () => void }) {
  const say = useWords().media;
  const ready = photo.state === 'ready';
  const found = useMedium(ready ? photo.id : null);
  const again = useAskAgain();
  const own = previewOf(photo.id);
  const natural = photo.width && photo.height ? photo.width / photo.height : (own?.ratio ?? 4 / 3);
  const refused = photo.state === 'refused';
  return (
    <Photo
      address={found?.files.screen ?? (refused ? null : (own?.address ?? null))}
      blurhash={photo.blurhash}
      alt={alt}
      ratio={Math.min(WIDEST, Math.max(TALLEST, natural))}
      round="l"
      note={refused ? say.refused : ready ? (found === null ? say.gone : '') : say.checking}
      bad={refused || (ready && found === null)}
      onPress={found ? onPress : undefined}
      label={say.enlarge(alt)}
      onLost={() => again(photo.id)}
    />
  );
}

interface LargeProps {
  moment: Moment;
  at: number;
  onGo: (to: number) => void;
  onClose: () => void;
}

function Large({ moment, at, onGo, onClose }: LargeProps) {
  const words = useWords();
  const most = moment.photos.length;
  const found = useMedium(moment.photos[at]?.id);
  const alt = altOf(words, moment, at);
  return (
    <Lightbox
      label={alt}
      alt={alt}
      address={found?.files.screen ?? null}
      count={most > 1 ? words.media.count(at + 1, most) : undefined}
      says={words.media}
      onClose={onClose}
      onNext={at + 1 < most ? () => onGo(at + 1) : undefined}
      onPrevious={at > 0 ? () => onGo(at - 1) : undefined}
    />
  );
}
