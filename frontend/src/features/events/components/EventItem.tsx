// An event in a list: when, what, where, and who comes.
import { useWords } from '@/i18n/useWords';
import { useNow } from '@/lib/useNow';
import { Box, Row } from '@/ui/Box';
import { Icon } from '@/ui/Icon';
import { Item } from '@/ui/Item';
import { Live } from '@/ui/Live';
import { Text } from '@/ui/Text';
import { type EventCard, categoryIcon, goingWords, isFull, isOn, markerName, timeWords } from '../words';

export function EventItem({ event }: { event: EventCard }) {
  const words = useWords();
  const now = useNow();
  const mine = event.mine && event.mine !== 'no' ? words.events.mine[event.mine] : null;
  return (
    <Item
      href={`/events/${event.id}`}
      label={markerName(words, event, now)}
      testID={`event-${event.id}`}
      before={
        <Box surface="high" round="m" pad="m">
          <Icon name={categoryIcon(event.category)} ink="soft" />
        </Box>
      }
    >
      <Row gap="s">
        {event.status !== 'cancelled' && isOn(event, now) && <Live />}
        <Text kind="label" ink={event.status === 'cancelled' ? 'bad' : 'soft'} lines={1}>
          {timeWords(words, event, now)}
        </Text>
      </Row>
      <Text kind="strong" lines={1} strike={event.status === 'cancelled'}>
        {event.title}
      </Text>
      <Text kind="small" ink="faint" lines={1}>
        {[mine, event.place.name, isFull(event) ? words.events.full : goingWords(words, event)]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </Item>
  );
}
