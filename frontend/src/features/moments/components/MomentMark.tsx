// Moments that stand on the map as one: the latest's picture; opened, one goes through all of them.
import { router } from 'expo-router';
import { useAskAgain, useMedium } from '@/features/media/data';
import { useWords } from '@/i18n/useWords';
import { PictureMark } from '@/ui/PictureMark';
import type { Moment } from '../data';
import { through } from '../stage';
import { placeWords } from '../words';

export function MomentMark({ moment, ids, open }: { moment: Moment; ids: readonly string[]; open: boolean }) {
  const words = useWords();
  const say = words.moments;
  const [photo] = moment.photos;
  const found = useMedium(!moment.sensitive && photo?.state === 'ready' ? photo.id : null);
  const again = useAskAgain();
  const who = moment.author.display_name;
  return (
    <PictureMark
      name={ids.length > 1 ? say.markers(ids.length, who) : say.marker(who, placeWords(words, moment))}
      address={found?.files.thumb ?? null}
      blurhash={photo?.blurhash ?? null}
      count={ids.length}
      selected={open}
      onLost={() => photo && again(photo.id)}
      onPress={() => {
        through.set(ids);
        router.push(`/moments/${moment.id}`);
      }}
      testID={`moment-mark-${moment.id}`}
    />
  );
}
