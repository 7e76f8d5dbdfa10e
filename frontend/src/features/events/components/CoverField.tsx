// The event's picture in its form: choosing it, saying what is to be seen on it, and taking it away.
import { useMedium } from '@/features/media/data';
import { useMayUpload } from '@/features/media/uploading';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Photo } from '@/ui/Photo';
import { Progress } from '@/ui/Progress';
import { Text } from '@/ui/Text';
import type { CoverOf } from '../cover';
import { COVER_RATIO } from './Cover';

export interface CoverFieldProps {
  cover: CoverOf;
  wrong: string | null;
  /** If it is a picture of something else than the event. */
  label?: string;
}

export function CoverField({ cover, wrong, label }: CoverFieldProps) {
  const say = useWords().media;
  const may = useMayUpload();
  const { pick, kept } = cover;
  if (!may && !kept) return null;
  return (
    <Box gap="s" role="group" label={label ?? say.cover}>
      <Text kind="label" ink="soft">
        {label ?? say.cover}
      </Text>
      {pick || kept ? (
        <Chosen cover={cover} wrong={wrong} />
      ) : (
        <Row>
          <Button icon="photo" label={say.coverChoose} onPress={() => void cover.choose()} />
        </Row>
      )}
      {cover.none && (
        <Box role="alert">
          <Text kind="small" ink="bad">
            {say.coverNone}
          </Text>
        </Box>
      )}
    </Box>
  );
}

function Chosen({ cover, wrong }: { cover: CoverOf; wrong: string | null }) {
  const words = useWords();
  const say = words.media;
  const { pick, kept, alt } = cover;
  const found = useMedium(pick ? null : kept?.id);
  return (
    <>
      <Photo
        address={pick?.preview?.address ?? found?.files.screen ?? null}
        blurhash={found?.blurhash ?? null}
        alt={alt || say.cover}
        ratio={COVER_RATIO}
        round="l"
      />
      {pick && pick.id === null && !pick.failure && (
        <Progress label={say.sending} value={Math.round(pick.share * 100)} most={100} />
      )}
      {!!pick?.failure && (
        <Box role="alert">
          <Text kind="small" ink="bad">
            {`${say.failed} ${explain(words, pick.failure)}`}
          </Text>
        </Box>
      )}
      <Field
        label={say.coverAlt}
        hint={say.coverAltHint}
        value={alt}
        onChange={cover.describe}
        max={300}
        wrong={wrong}
      />
      <Row gap="s" wrap>
        {!!pick?.failure && <Button size="s" icon="again" label={say.coverAgain} onPress={cover.again} />}
        <Button size="s" icon="close" label={say.coverRemove} onPress={cover.remove} />
      </Row>
    </>
  );
}
