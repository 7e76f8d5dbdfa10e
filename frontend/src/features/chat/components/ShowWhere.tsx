// For how long everybody in the room sees where I am: a quarter of an hour, an hour, or until the event ends.
import { useState } from 'react';
import { refusedFor } from '@/api/client';
import { useEvent } from '@/features/events/data';
import { useThisDevice } from '@/features/presence/sender';
import { useWhere } from '@/features/presence/whereData';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { now } from '@/lib/clock';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/Choice';
import { Text } from '@/ui/Text';
import { useRoom } from '../data';

const MINUTE = 60_000;
const [SHORTEST, LONGEST] = [15 * MINUTE, 3 * 24 * 60 * MINUTE];

export function ShowWhere({ room, onShown }: { room: string; onShown: (share: string) => void }) {
  const card = useRoom(room).data?.room;
  return card?.event_id ? (
    <OfEvent room={room} event={card.event_id} count={card.member_count} onShown={onShown} />
  ) : (
    <Choosing room={room} count={card?.member_count ?? 0} ends={null} onShown={onShown} />
  );
}

function OfEvent({ event, ...rest }: Omit<ChoosingProps, 'ends'> & { event: string }) {
  const ends = useEvent(event).data?.event.ends_at ?? null;
  return <Choosing {...rest} ends={ends} />;
}

interface ChoosingProps {
  room: string;
  count: number;
  ends: string | null;
  onShown: (share: string) => void;
}

function Choosing({ room, count, ends, onShown }: ChoosingProps) {
  const words = useWords();
  const say = words.talk.share;
  const [span, setSpan] = useState<'15' | '60' | 'event'>('60');
  const share = useWhere('share');
  const [, here] = useThisDevice();
  const shorter = refusedFor(share.error, 'would_shorten');
  const left = ends ? Date.parse(ends) - now() : 0;
  const spans =
    left >= SHORTEST && left <= LONGEST ? (['15', '60', 'event'] as const) : (['15', '60'] as const);
  const begin = () => {
    const until = span === 'event' && ends ? ends : new Date(now() + Number(span) * MINUTE).toISOString();
    share.mutate(
      { audience: 'room', of: room, precision: 'exact', until, shorten: shorter },
      {
        onSuccess: (mine) => {
          const made = (mine as { shares: { id: string; of: string | null }[] }).shares.find(
            ({ of }) => of === room,
          );
          here(true);
          if (made) onShown(made.id);
        },
      },
    );
  };
  return (
    <Box pad="m" gap="l">
      <Text>{say.positionLead(count)}</Text>
      <Choice
        label={words.where.howLong}
        labelled
        wrap
        options={spans.map((value) => ({ value, label: say.positionSpans[value] }))}
        value={span}
        onChange={setSpan}
      />
      <Text kind="small" ink="faint">
        {words.where.onlyOpen}
      </Text>
      {share.error && (
        <Box role="alert">
          <Text ink="bad">{explain(words, share.error)}</Text>
        </Box>
      )}
      <Button
        kind="ember"
        icon="here"
        label={shorter ? words.where.shorten : words.where.begin}
        busy={share.isPending}
        onPress={begin}
        full
      />
    </Box>
  );
}
