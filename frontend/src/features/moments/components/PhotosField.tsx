// The photos of a moment: chosen, pasted or dropped; what each shows, and how far it is.
import { useState } from 'react';
import { Given } from '@/features/media/components/Attaching';
import { PickedPhotos } from '@/features/media/components/PickedPhotos';
import { PHOTO_TYPES, type usePicks } from '@/features/media/uploading';
import { useWords } from '@/i18n/useWords';
import { chooseFiles } from '@/lib/files';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Text } from '@/ui/Text';

export const MOST_PHOTOS = 4;

export interface PhotosFieldProps {
  photos: ReturnType<typeof usePicks>;
  wrong: string | null;
}

export function PhotosField({ photos, wrong }: PhotosFieldProps) {
  const { moments: say, media } = useWords();
  const [none, setNone] = useState(false);
  const some = photos.picks.length > 0;
  const choose = async () => {
    const files = await chooseFiles(PHOTO_TYPES, true);
    setNone(files.length > 0 && photos.add(files) === 0);
  };
  return (
    <Box gap="s" role="group" label={media.chosen}>
      <PickedPhotos chosen={photos} />
      {photos.picks.length < MOST_PHOTOS && (
        <Row>
          <Button
            icon="camera"
            label={some ? say.chooseMore : say.choose}
            onPress={() => void choose()}
            size={some ? 's' : 'm'}
          />
        </Row>
      )}
      <Given photos={photos} />
      {(wrong ?? none) ? (
        <Box role="alert">
          <Text kind="small" ink="bad">
            {wrong ?? media.coverNone}
          </Text>
        </Box>
      ) : (
        <Text kind="small" ink="faint">
          {say.choosing}
        </Text>
      )}
    </Box>
  );
}
