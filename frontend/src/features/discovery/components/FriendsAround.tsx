// The friends of the map as a list: whoever cannot see or use a map finds them here.
import { usePositions } from '@/features/presence/whereData';
import { useDescribe } from '@/features/presence/whereWords';
import { useWords } from '@/i18n/useWords';
import { useStore } from '@/lib/store';
import { useNow } from '@/lib/useNow';
import { Avatar } from '@/ui/Avatar';
import { Box } from '@/ui/Box';
import { Item } from '@/ui/Item';
import { Text } from '@/ui/Text';
import { off } from '../layers';
import { focus } from '../stage';

const CLOSE = 15; // zoom

export function FriendsAround() {
  const words = useWords();
  const describe = useDescribe();
  const now = useNow(10_000);
  const shown = !useStore(off).includes('friends');
  const friends = (usePositions().data ?? []).filter((one) => Date.parse(one.shown_until) > now);
  if (!shown || friends.length === 0) return null;
  return (
    <Box role="list" label={words.where.friendsList} gap="xs">
      {friends.map((one) => (
        <Item
          key={one.person.id}
          testID={`around-${one.person.id}`}
          before={<Avatar person={one.person} />}
          onPress={() => focus.set({ lat: one.spot.lat, lon: one.spot.lon, zoom: CLOSE })}
        >
          <Text kind="strong" lines={1}>
            {one.person.display_name}
          </Text>
          <Text kind="small" ink="soft">
            {describe(one, now)}
          </Text>
        </Item>
      ))}
    </Box>
  );
}
