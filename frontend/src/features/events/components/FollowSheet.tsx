// From an event to more like it: whoever hosts it, where it is, and its tags.
import { type ReactNode, useState } from 'react';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Icon, type IconName } from '@/ui/Icon';
import { Item } from '@/ui/Item';
import { Scroll } from '@/ui/Scroll';
import { Sheet } from '@/ui/Sheet';
import { Text } from '@/ui/Text';
import type { EventPage } from '../data';
import { FollowButton } from './FollowButton';

const PLACE = 300; // metres around it
const AREA = 1_000; // where only the neighbourhood is known

export function FollowMore({ page: { event, tags } }: { page: EventPage }) {
  const say = useWords().following;
  const [open, setOpen] = useState(false);
  const { host, place } = event;
  const around = { lat: place.lat, lon: place.lon, metres: place.exact ? PLACE : AREA };
  const where = place.name || say.thisPlace;
  return (
    <Box align="flex-start">
      <Button size="s" kind="plain" icon="bell" label={say.more} onPress={() => setOpen(true)} />
      <Sheet label={say.more} titled open={open} onClose={() => setOpen(false)}>
        <Scroll fit pad="m" gap="m">
          <Text kind="small" ink="soft">
            {say.moreLead}
          </Text>
          <Box role="list" label={say.more} gap="xs">
            {event.mine !== 'host' && (
              <Line icon="people" name={say.by(host.display_name)}>
                <FollowButton what={{ host_id: host.id }} of={say.by(host.display_name)} />
              </Line>
            )}
            <Line icon="place" name={say.at(where)}>
              <FollowButton what={{ name: where.slice(0, 80), around }} of={say.at(where)} />
            </Line>
            {tags.map((tag) => (
              <Line key={tag} icon="list" name={`#${tag}`}>
                <FollowButton what={{ name: `#${tag}`, tag }} of={`#${tag}`} />
              </Line>
            ))}
          </Box>
        </Scroll>
      </Sheet>
    </Box>
  );
}

function Line({ icon, name, children }: { icon: IconName; name: string; children: ReactNode }) {
  return (
    <Item before={<Icon name={icon} ink="soft" />} after={children}>
      <Text lines={2}>{name}</Text>
    </Item>
  );
}
