// What goes with a message: photos, each as large as its neighbours let it be, or one voice.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '@/i18n/useWords';
import { type Playing, play } from '@/lib/playing';
import { Row } from '@/ui/Box';
import { Lightbox } from '@/ui/Lightbox';
import { Photo } from '@/ui/Photo';
import { VoiceLine } from '@/ui/VoiceLine';
import { type Attachment, addressNow, useAskAgain, useMedium } from '../data';
import { previewOf } from '../previews';

const ALONE = 264;
const BESIDE = 132;
const TALLEST = 3 / 4;
const WIDEST = 2;

export function Attached({ those }: { those: readonly Attachment[] }) {
  const [open, setOpen] = useState<number | null>(null);
  const photos = those.filter(({ kind }) => kind === 'photo');
  const shown = photos.filter(({ state }) => state === 'ready');
  const large = open === null ? undefined : shown[open];
  return (
    <>
      {photos.length > 0 && (
        <Row gap="xs" wrap>
          {photos.map((one) => (
            <PhotoOf
              key={one.id}
              photo={one}
              alone={photos.length === 1}
              onPress={one.state === 'ready' ? () => setOpen(shown.indexOf(one)) : undefined}
            />
          ))}
        </Row>
      )}
      {those
        .filter(({ kind }) => kind === 'voice')
        .map((one) => (
          <VoiceOf key={one.id} voice={one} />
        ))}
      {large && open !== null && (
        <Large
          photo={large}
          at={open}
          most={shown.length}
          onGo={(to) => setOpen(to)}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

function PhotoOf({ photo, alone, onPress }: { photo: Attachment; alone: boolean; onPress?: () => void }) {
  const say = useWords().media;
  const ready = photo.state === 'ready';
  const found = useMedium(ready ? photo.id : null);
  const again = useAskAgain();
  const alt = photo.alt || say.photo;
  const own = previewOf(photo.id);
  const natural = photo.width && photo.height ? photo.width / photo.height : (own?.ratio ?? 4 / 3);
  const note =
    photo.state === 'refused' ? say.refused : ready ? (found === null ? say.gone : '') : say.checking;
  const address = (alone ? found?.files.screen : found?.files.thumb) ?? null;
  return (
    <Photo
      address={address ?? (photo.state === 'refused' ? null : (own?.address ?? null))}
      blurhash={photo.blurhash ?? null}
      alt={alt}
      width={alone ? ALONE : BESIDE}
      ratio={alone ? Math.min(WIDEST, Math.max(TALLEST, natural)) : 1}
      note={note}
      bad={photo.state === 'refused' || (ready && found === null)}
      onPress={found ? onPress : undefined}
      label={say.enlarge(alt)}
      onLost={() => again(photo.id)}
    />
  );
}

interface LargeProps {
  photo: Attachment;
  at: number;
  most: number;
  onGo: (to: number) => void;
  onClose: () => void;
}

function Large({ photo, at, most, onGo, onClose }: LargeProps) {
  const say = useWords().media;
  const found = useMedium(photo.id);
  return (
    <Lightbox
      label={photo.alt || say.photo}
      alt={photo.alt || say.photo}
      address={found?.files.screen ?? null}
      count={most > 1 ? say.count(at + 1, most) : undefined}
      says={say}
      onClose={onClose}
      onNext={at + 1 < most ? () => onGo(at + 1) : undefined}
      onPrevious={at > 0 ? () => onGo(at - 1) : undefined}
    />
  );
}

function VoiceOf({ voice }: { voice: Attachment }) {
  const say = useWords().media;
  const cache = useQueryClient();
  const [at, setAt] = useState<number | null>(null);
  const playing = useRef<Playing | null>(null);
  useEffect(() => () => playing.current?.stop(), []);
  const ready = voice.state === 'ready';
  const seconds = voice.seconds ?? 0;
  const left = Math.max(0, Math.round(at === null ? seconds : seconds - at));
  const length = say.length(Math.floor(left / 60), String(left % 60).padStart(2, '0'));
  const press = async () => {
    if (at !== null) return playing.current?.stop();
    setAt(0);
    const found = await addressNow(cache, voice.id).catch(() => null);
    if (!found?.files.voice) return setAt(null);
    playing.current = play(found.files.voice, setAt, () => setAt(null));
  };
  return (
    <VoiceLine
      label={say.voice}
      act={at === null ? say.play : say.pause}
      playing={at !== null}
      onPress={() => void press()}
      disabled={!ready}
      peaks={voice.peaks ?? []}
      heard={at !== null && seconds > 0 ? at / seconds : 0}
      note={ready ? length : voice.state === 'refused' ? say.refused : say.checking}
      bad={voice.state === 'refused'}
    />
  );
}
