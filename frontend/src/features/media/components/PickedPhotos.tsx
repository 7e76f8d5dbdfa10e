// Photos that are to go with the next message: how they look, what is to be seen on them, and how far they are.
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box, Row } from '@/ui/Box';
import { IconButton } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Photo } from '@/ui/Photo';
import { Progress } from '@/ui/Progress';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import type { Pick, usePicks } from '../uploading';

export function PickedPhotos({ chosen }: { chosen: ReturnType<typeof usePicks> }) {
  const say = useWords().media;
  if (chosen.picks.length === 0) return null;
  return (
    <Scroll fit pad="m">
      <Box role="list" label={say.chosen} gap="m">
        {chosen.picks.map((pick, n) => (
          <Picked key={pick.key} pick={pick} n={n + 1} chosen={chosen} />
        ))}
      </Box>
    </Scroll>
  );
}

function Picked({ pick, n, chosen }: { pick: Pick; n: number; chosen: ReturnType<typeof usePicks> }) {
  const words = useWords();
  const say = words.media;
  return (
    <Row role="listitem" gap="m" align="flex-start">
      <Photo
        address={pick.preview?.address ?? null}
        blurhash={null}
        alt={pick.alt || pick.name}
        width={72}
        ratio={1}
      />
      <Box grow gap="s">
        <Field
          label={say.alt(n)}
          value={pick.alt}
          onChange={(alt) => chosen.describe(pick.key, alt)}
          max={300}
        />
        {pick.failure ? (
          <Box role="alert">
            <Text kind="small" ink="bad">
              {`${say.failed} ${explain(words, pick.failure)}`}
            </Text>
          </Box>
        ) : (
          pick.id === null && <Progress label={say.sending} value={Math.round(pick.share * 100)} most={100} />
        )}
      </Box>
      {!!pick.failure && (
        <IconButton icon="again" label={say.again(n)} onPress={() => chosen.again(pick.key)} />
      )}
      <IconButton icon="close" label={say.remove(n)} onPress={() => chosen.drop(pick.key)} />
    </Row>
  );
}
