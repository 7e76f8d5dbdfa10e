// What hangs on a message: what is behind its link, or the event or place that it shares.
import { useEvent } from '@/features/events/data';
import { categoryIcon, categoryTint, timeWords } from '@/features/events/words';
import { focus } from '@/features/discovery/stage';
import { useWords } from '@/i18n/useWords';
import { useNow } from '@/lib/useNow';
import { Icon } from '@/ui/Icon';
import { MessageCard } from '@/ui/MessageCard';
import { Tile } from '@/ui/Tile';
import type { Message } from '../data';
import { PositionShare } from './PositionShare';
import type { Share } from '../sending';

export function PreviewCard({ preview }: { preview: NonNullable<Message['preview']> }) {
  return (
    <MessageCard
      title={preview.title || preview.url}
      lead={preview.description}
      small={preview.site}
      address={preview.url}
    />
  );
}

export function ShareCard({
  share,
  author,
  mine,
}: {
  share: Share;
  author: Message['author'];
  mine: boolean;
}) {
  if (share.kind === 'position') return <PositionShare share={share} author={author} mine={mine} />;
  if (share.kind === 'event') return share.event_id ? <EventShare id={share.event_id} /> : null;
  return share.place ? <PlaceShare place={share.place} /> : null;
}

function EventShare({ id }: { id: string }) {
  const words = useWords();
  const now = useNow();
  const { data, error } = useEvent(id);
  const event = data?.event;
  if (!event)
    return error ? (
      <MessageCard title={words.talk.share.hidden} />
    ) : (
      <MessageCard title={words.common.loading} />
    );
  return (
    <MessageCard
      before={<Tile icon={categoryIcon(event.category)} tint={categoryTint(event.category)} />}
      title={event.title}
      lead={timeWords(words, event, now)}
      small={event.place.name}
      href={`/events/${id}`}
      hint={words.talk.share.openEvent}
    />
  );
}

function PlaceShare({ place }: { place: NonNullable<Share['place']> }) {
  const say = useWords().talk.share;
  return (
    <MessageCard
      before={<Icon name="place" size={24} ink="ember" />}
      title={place.name || say.spot}
      small={say.openPlace}
      href="/"
      onPress={() => focus.set({ lat: place.lat, lon: place.lon, zoom: 16 })}
    />
  );
}
