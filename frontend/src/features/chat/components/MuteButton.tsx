// Quiet for a while: which while, on all of my devices.
import { useState } from 'react';
import { useWords } from '@/i18n/useWords';
import { now } from '@/lib/clock';
import { IconButton } from '@/ui/Button';
import { Sheet, SheetItem } from '@/ui/Sheet';
import { type RoomCard, useMute } from '../data';

const SPANS = ['hour', 'eight_hours', 'event', 'forever'] as const;

export const isMuted = (room: RoomCard): boolean =>
  room.muted_until !== null && Date.parse(room.muted_until) > now();

export function MuteButton({ room }: { room: RoomCard }) {
  const say = useWords().chat;
  const [open, setOpen] = useState(false);
  const mute = useMute(room.id);
  const muted = isMuted(room);
  const spans = SPANS.filter((span) => span !== 'event' || room.event_id !== null);
  const choose = (until: (typeof SPANS)[number] | 'off') => {
    mute.mutate(until);
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
        {spans.map((span) => (
          <SheetItem key={span} icon="quiet" label={say.mutes[span]} onPress={() => choose(span)} />
        ))}
        {muted && <SheetItem icon="bell" label={say.unmute} onPress={() => choose('off')} />}
      </Sheet>
    </>
  );
}
