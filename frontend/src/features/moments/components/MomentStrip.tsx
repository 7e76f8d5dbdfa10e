// Moments beside each other, the latest first: a small photo, whose, and where.
import { useAskAgain, useMedium } from '@/features/media/data';
import { router } from 'expo-router';
import { useWords } from '@/i18n/useWords';
import { useNow } from '@/lib/useNow';
import { Box, Row } from '@/ui/Box';
import { PhotoCard } from '@/ui/PhotoCard';
import { Scroll } from '@/ui/Scroll';
import type { Moment } from '../data';
import { through } from '../stage';
import { altOf, placeWords, stateWords } from '../words';

export interface MomentStripProps {
  moments: readonly Moment[];
  label: string;
  wrap?: boolean;
}

export function MomentStrip({ moments, label, wrap }: MomentStripProps) {
  const ids = moments.map(({ id }) => id);
  const cards = (
    <Row role="list" label={label} gap="s" wrap={wrap} align="flex-start">
      {moments.map((moment) => (
        <Box key={moment.id} role="listitem">
          <Card
            moment={moment}
            onOpen={() => {
              through.set(ids);
              router.push(`/moments/${moment.id}`);
            }}
          />
        </Box>
      ))}
    </Row>
  );
  if (wrap) return cards;
  return (
    <Scroll row pad="none">
      {cards}
    </Scroll>
  );
}

function Card({ moment, onOpen }: { moment: Moment; onOpen: () => void }) {
  const words = useWords();
  const now = useNow();
  const [photo] = moment.photos;
  const veiled = moment.sensitive;
  const found = useMedium(!veiled && photo?.state === 'ready' ? photo.id : null);
  const again = useAskAgain();
  const place = placeWords(words, moment);
  const own = moment.mine !== null;
  return (
    <PhotoCard
      alt={veiled ? words.moments.of(moment.author.display_name) : altOf(words, moment)}
      address={found?.files.thumb ?? null}
      blurhash={photo?.blurhash ?? null}
      title={own ? place : moment.author.display_name}
      lead={own ? stateWords(words, moment, now) : place}
      onPress={onOpen}
      onLost={() => photo && again(photo.id)}
      testID={`moment-${moment.id}`}
    />
  );
}
