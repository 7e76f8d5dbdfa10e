// Ways for photos to come into a message: the device's chooser, the clipboard, or dropped onto the page.
import { useEffect, useEffectEvent, useState } from 'react';
import { useWords } from '@/i18n/useWords';
import { type Chosen, chooseFiles, onFiles } from '@/lib/files';
import { Box } from '@/ui/Box';
import { IconButton } from '@/ui/Button';
import { Text } from '@/ui/Text';
import { PHOTO_TYPES, type usePicks } from '../uploading';

type Photos = ReturnType<typeof usePicks>;

export function AttachButton({ photos }: { photos: Photos }) {
  const say = useWords().media;
  const choose = async () => void photos.add(await chooseFiles(PHOTO_TYPES, true));
  return <IconButton icon="photo" label={say.attach} onPress={() => void choose()} />;
}

/** Takes what is pasted and dropped, and says so where nothing of it is a photo. */
export function Given({ photos }: { photos: Photos }) {
  const say = useWords().media;
  const [hovered, hover] = useState(false);
  const [none, setNone] = useState(false);
  const take = useEffectEvent((files: Chosen[]) => setNone(photos.add(files) === 0));
  useEffect(() => onFiles((files) => take(files), hover), []);
  if (!hovered && !none) return null;
  return (
    <Box padX="l" padY="s" role="status" surface={hovered ? 'emberSoft' : 'low'}>
      <Text kind="small" ink={hovered ? 'normal' : 'bad'} centre={hovered}>
        {hovered ? say.dropHere : say.noneTaken}
      </Text>
    </Box>
  );
}
