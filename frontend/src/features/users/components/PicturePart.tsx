// A picture, mine or a group's: choosing one, and taking it away. It is there at once, without Save.
import { useState } from 'react';
import { PHOTO_TYPES, useMayUpload } from '@/features/media/uploading';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { chooseFiles, look } from '@/lib/files';
import { Avatar, type Face } from '@/ui/Avatar';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Progress } from '@/ui/Progress';
import { Text } from '@/ui/Text';
import { useChoosePicture } from '../pictures';

interface PicturePartProps {
  face: Face;
  /** Whether there is one. */
  has: boolean;
  lead: string;
  /** What is said once it is there. */
  done: string;
  save: (id: string | null) => Promise<unknown>;
}

export function PicturePart({ face, has, lead, done, save }: PicturePartProps) {
  const words = useWords();
  const say = words.people.picture;
  const may = useMayUpload();
  const [share, tell] = useState(0);
  const [preview, show] = useState<string | null>(null);
  const set = useChoosePicture(save, tell);
  const choose = async () => {
    const [file] = await chooseFiles(PHOTO_TYPES, false);
    if (!file) return;
    tell(0);
    show((await look(file))?.address ?? null);
    set.mutate(file, { onError: () => show(null) });
  };
  const remove = () => set.mutate(null, { onSuccess: () => show(null) });
  const sending = set.isPending && set.variables !== null;
  return (
    <Row role="group" label={say.title} gap="l" align="flex-start">
      <Avatar person={face} size="xl" own={preview} />
      <Box grow gap="s">
        <Text kind="small" ink="faint">
          {lead}
        </Text>
        <Row gap="s" wrap>
          {may && (
            <Button
              size="s"
              icon="photo"
              label={has ? say.another : say.choose}
              busy={sending}
              onPress={() => void choose()}
            />
          )}
          {has && (
            <Button
              size="s"
              kind="plain"
              label={say.remove}
              busy={set.isPending && set.variables === null}
              disabled={sending}
              onPress={remove}
            />
          )}
        </Row>
        {sending && share < 1 && <Progress label={say.sending} value={Math.round(share * 100)} most={100} />}
        <Text kind="small" ink="soft" live>
          {sending && share >= 1 ? say.checking : set.isSuccess ? (has ? done : say.removed) : ''}
        </Text>
        {set.error && (
          <Box role="alert">
            <Text kind="small" ink="bad">
              {`${say.failed} ${explain(words, set.error)}`}
            </Text>
          </Box>
        )}
      </Box>
    </Row>
  );
}
