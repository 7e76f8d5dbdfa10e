// Quiet for a while: which while, on all of my devices, and whether also when somebody calls me.
import { useState } from 'react';
import { useWords } from '@/i18n/useWords';
import { now } from '@/lib/clock';
import { IconButton } from '@/ui/Button';
import { Sheet, SheetItem } from '@/ui/Sheet';
import { Toggle } from '@/ui/Toggle';
import { type RoomCard, useMute } from '../data';

const SPANS = ['hour', 'eight_hours', 'event', 'forever'] as const;

export const isMuted = (room: RoomCard): boolean =>
  room.muted_until !== null && Date.parse(room.muted_until) > now();

export function MuteButton({ room }: { room: RoomCard }) {
  const words = useWords();
  const say = words.chat;
  const [open, setOpen] = useState(false);
  const [mentions, setMentions] = useState(room.mute_mentions);
  const mute = useMute(room.id);
  const muted = isMuted(room);
  const spans = SPANS.filter((span) => span !== 'event' || room.event_id !== null);
  const choose = (until: (typeof SPANS)[number] | 'off') => {
    mute.mutate({ until, mentions: until !== 'off' && mentions });
    setOpen(false);
  };
  return (
    <>
      <IconButton
        icon={muted ? 'quiet' : 'bell'}
        label={muted ? say.muted : say.mute}
        onPress={() => setOpen(true)}
      />
      <Sheet label={say.mute} titled open={open} onClose={() => setOpen(false)}>
        {room.kind !== 'direct' && (
          <Toggle label={words.talk.room.muteMentions} on={mentions} onChange={setMentions} />
        )}
        {spans.map((span) => (
          <SheetItem key={span} icon="quiet" label={say.mutes[span]} onPress={() => choose(span)} />
        ))}
        {muted && <SheetItem icon="bell" label={say.unmute} onPress={() => choose('off')} />}
      </Sheet>
    </>
  );
}
