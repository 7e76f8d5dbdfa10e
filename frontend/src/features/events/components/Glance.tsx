// An event as everybody may know it: what, when there and here, where about, and who hosts.
import { useWords } from '@/i18n/useWords';
import { timeZone } from '@/lib/device';
import { startWords, viewerTime } from '@/lib/time';
import { useNow } from '@/lib/useNow';
import { Avatar } from '@/ui/Avatar';
import { Box, Row } from '@/ui/Box';
import { Photo } from '@/ui/Photo';
import { Text } from '@/ui/Text';
import { Tile } from '@/ui/Tile';
import type { PersonCard } from '../hostData';
import { categoryIcon, categoryTint } from '../words';
import { COVER_RATIO } from './Cover';
import { Fact } from './Facts';

export interface GlanceOf {
  title: string;
  category: string;
  host: PersonCard;
  starts_at: string;
  time_zone: string;
}

export interface GlanceProps {
  event: GlanceOf;
  place: string;
  later: boolean;
  /** Its picture, and what is to be seen on it. */
  picture?: { address: string; alt: string } | null;
}

export function Glance({ event, place, later, picture }: GlanceProps) {
  const words = useWords();
  const now = useNow();
  const moment = { ...event, ends_at: event.starts_at };
  const yours = viewerTime(moment, timeZone(), words.locale);
  return (
    <Box gap="l">
      {picture && (
        <Photo address={picture.address} alt={picture.alt} blurhash={null} ratio={COVER_RATIO} round="l" />
      )}
      <Row gap="m">
        <Tile icon={categoryIcon(event.category)} tint={categoryTint(event.category)} />
        <Row gap="s">
          <Avatar person={event.host} size="s" />
          <Text ink="soft">{words.hosting.linkBy_(event.host.display_name)}</Text>
        </Row>
      </Row>
      <Text kind="display" level={1}>
        {event.title}
      </Text>
      <Box gap="m">
        <Fact
          icon="clock"
          first={startWords(moment, now, words.locale)}
          more={[yours && words.events.yourTime(yours)]}
        />
        <Fact
          icon="place"
          first={place || words.events.pinned}
          more={[later ? words.hosting.addressLater : null]}
        />
      </Box>
    </Box>
  );
}
