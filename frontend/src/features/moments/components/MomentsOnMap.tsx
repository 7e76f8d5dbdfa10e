// The layer of moments: what stands on the map, and the same in the list beside it.
import { Box, Row } from '@/ui/Box';
import { IconButton } from '@/ui/Button';
import { Text } from '@/ui/Text';
import type { MapProps, Viewport } from '@/ui/map';
import { useWords } from '@/i18n/useWords';
import { useStore } from '@/lib/store';
import { useMomentMap } from '../data';
import { layer } from '../stage';
import { MomentMark } from './MomentMark';
import { MomentStrip } from './MomentStrip';

/** What stands on the map besides events: each group of moments, by its latest. */
export function useMomentMarks(
  viewport: Viewport | null,
  open: string | null,
): NonNullable<MapProps['others']> {
  const shown = useStore(layer);
  const found = useMomentMap(viewport, shown).data;
  if (!shown || !found) return [];
  const known = new Map(found.data.map((moment) => [moment.id, moment]));
  return found.groups.flatMap(({ lat, lon, ids }) => {
    const latest = known.get(ids[0] ?? '');
    if (!latest) return [];
    const here = open !== null && ids.includes(open);
    return [
      {
        key: `moments ${latest.id}`,
        lat,
        lon,
        above: here ? 3 : 0, // its foot is behind an event at the same place
        mark: <MomentMark moment={latest} ids={ids} open={here} />,
      },
    ];
  });
}

/** Everything of the layer as a list. */
export function MomentsHere({ viewport }: { viewport: Viewport | null }) {
  const say = useWords().moments;
  const shown = useStore(layer);
  const found = useMomentMap(viewport, shown).data?.data;
  if (!shown || !found || found.length === 0) return null;
  return (
    <Box padX="s" gap="xs">
      <Row padX="s">
        <Text kind="label" ink="soft">
          {say.title}
        </Text>
      </Row>
      <MomentStrip moments={found} label={say.list} />
    </Box>
  );
}

export function ShareMoment() {
  return <IconButton icon="camera" label={useWords().moments.share} href="/moments/new" />;
}
