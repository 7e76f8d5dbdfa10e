// An event in a list: when, what, where, and who comes.
import { useAskAgain, useMedium } from '@/features/media/data';
import { useWords } from '@/i18n/useWords';
import { useNow } from '@/lib/useNow';
import { Avatar } from '@/ui/Avatar';
import { Row } from '@/ui/Box';
import { Item } from '@/ui/Item';
import { Text } from '@/ui/Text';
import { Tile } from '@/ui/Tile';
import {
  type EventCard,
  categoryIcon,
  categoryTint,
  goingWords,
  isFull,
  isOff,
  isOn,
  isRightNow,
  timeInk,
  timeWords,
} from '../words';

export interface EventItemProps {
  event: EventCard;
  /** Besides going there. */
  onOpen?: () => void;
}

export function EventItem({ event, onOpen }: EventItemProps) {
  const words = useWords();
  const now = useNow();
  const picture = useMedium(event.cover?.id);
  const again = useAskAgain();
  const draft = event.status === 'draft' ? words.hosting.draft : null;
  const past = Date.parse(event.ends_at) <= now && !isOff(event);
  const said = past ? words.finding.minePast : words.events.mine;
  const mine = draft ?? (event.mine && event.mine !== 'no' ? said[event.mine] : null);
  return (
    <Item
      href={`/events/${event.id}`}
      onPress={onOpen}
      testID={`event-${event.id}`}
      before={
        <Tile
          icon={categoryIcon(event.category)}
          tint={categoryTint(event.category)}
          live={isOn(event, now)}
          picture={picture?.files.thumb}
          onLost={() => event.cover && again(event.cover.id)}
        />
      }
      after={<Avatar person={event.host} size="s" />}
    >
      <Row gap="s">
        <Text kind="label" ink={timeInk(event, now)} lines={1}>
          {[timeWords(words, event, now), isRightNow(event, now) && words.meeting.rightNowCard]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        {mine && (
          <Text kind="label" ink={event.mine === 'offered' ? 'ember' : 'normal'} lines={1}>
            {mine}
          </Text>
        )}
      </Row>
      <Text kind="strong" lines={1} strike={isOff(event)}>
        {event.title}
      </Text>
      <Text kind="small" ink="faint" lines={1}>
        {[event.place.name, isFull(event) ? words.events.full : goingWords(words, event)]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </Item>
  );
}
