// A card that shows where somebody is as long as they let it: to those in the room, and to whoever shows it, to stop.
import { router } from 'expo-router';
import { focus } from '@/features/discovery/stage';
import { usePositions, useWhere } from '@/features/presence/whereData';
import { useDescribe } from '@/features/presence/whereWords';
import { useWords } from '@/i18n/useWords';
import { timeZone } from '@/lib/device';
import { clockTime } from '@/lib/time';
import { useNow } from '@/lib/useNow';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { MessageCard } from '@/ui/MessageCard';
import type { Message } from '../data';
import type { Share } from '../sending';

export interface PositionShareProps {
  share: Share;
  author: Message['author'];
  mine: boolean;
}

export function PositionShare({ share, author, mine }: PositionShareProps) {
  const words = useWords();
  const say = words.talk.share;
  const now = useNow(5_000);
  const { until } = share;
  const title = mine ? say.positionMine : say.positionOf(author?.display_name ?? words.chat.somebody);
  if (until === undefined) return <MessageCard title={title} lead={words.common.loading} />; // not sent yet
  if (until === null || Date.parse(until) <= now)
    return (
      <MessageCard
        before={<Icon name="here" size={24} ink="faint" />}
        title={title}
        lead={say.positionOver}
      />
    );
  const lead = say.positionUntil(clockTime(Date.parse(until), timeZone(), words.locale));
  return mine ? (
    <Mine title={title} lead={lead} share={share.share_id ?? ''} />
  ) : (
    <Theirs title={title} lead={lead} author={author?.id ?? ''} now={now} />
  );
}

function Mine({ title, lead, share }: { title: string; lead: string; share: string }) {
  const say = useWords().talk.share;
  const stop = useWhere('stop');
  return (
    <Box gap="s">
      <MessageCard before={<Icon name="here" size={24} ink="ember" />} title={title} lead={lead} />
      <Button size="s" label={say.positionStop} busy={stop.isPending} onPress={() => stop.mutate(share)} />
    </Box>
  );
}

function Theirs({ title, lead, author, now }: { title: string; lead: string; author: string; now: number }) {
  const say = useWords().talk.share;
  const describe = useDescribe();
  const found = usePositions().data?.find(({ person }) => person.id === author);
  const seen = found && Date.parse(found.shown_until) > now ? found : undefined;
  const show = () => {
    if (seen) focus.set({ lat: seen.spot.lat, lon: seen.spot.lon, zoom: 16 });
    router.navigate('/');
  };
  return (
    <Box gap="s">
      <MessageCard
        before={<Icon name="here" size={24} ink="ember" />}
        title={title}
        lead={lead}
        small={seen ? describe(seen, now) : say.positionNone}
      />
      {seen && <Button size="s" label={say.openPlace} onPress={show} />}
    </Box>
  );
}
