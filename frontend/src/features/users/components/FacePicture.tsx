// The picture on somebody's disc, or on a group's, wherever a face is shown.
import { useAskAgain, useMedium } from '@/features/media/data';
import { DiscPicture, type Face } from '@/ui/Avatar';
import { useAskForPicture, usePicture } from '../pictures';

export const drawFace = ({ id, medium }: Face) =>
  medium === undefined ? <OfPerson id={id} /> : medium && <OfGroup medium={medium} />;

function OfPerson({ id }: { id: string }) {
  const found = usePicture(id);
  const again = useAskForPicture();
  return <DiscPicture address={found?.files.thumb ?? null} onLost={() => again(id)} />;
}

function OfGroup({ medium }: { medium: string }) {
  const found = useMedium(medium);
  const again = useAskAgain();
  return <DiscPicture address={found?.files.thumb ?? null} onLost={() => again(medium)} />;
}
