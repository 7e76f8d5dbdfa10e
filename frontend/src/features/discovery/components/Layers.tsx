// What stands on the map besides events, each layer for itself: shown or not, on the map and in the list alike.
import { layer as moments } from '@/features/moments/stage';
import { useWords } from '@/i18n/useWords';
import { useStore } from '@/lib/store';
import { Box } from '@/ui/Box';
import { Text } from '@/ui/Text';
import { Toggle } from '@/ui/Toggle';

export function Layers() {
  const { finding, moments: say } = useWords();
  return (
    <Box role="group" label={finding.layers} gap="xs">
      <Text kind="small" ink="faint">
        {finding.layers}
      </Text>
      <Toggle label={say.title} hint={say.layerHint} on={useStore(moments)} onChange={moments.set} />
    </Box>
  );
}
