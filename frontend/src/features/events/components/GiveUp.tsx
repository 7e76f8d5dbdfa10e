// Giving up a seat: asked once more where it is late, since that leaves a mark.
import { useWords } from '@/i18n/useWords';
import { timeZone } from '@/lib/device';
import { clockTime, dayWords } from '@/lib/time';
import { useNow } from '@/lib/useNow';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Text } from '@/ui/Text';
import type { EventPage } from '../data';

/** Whether I have a seat, and giving it up is late by now. */
export const isLate = ({ event, standing }: EventPage, now: number): boolean =>
  event.mine === 'going' && !!standing?.late_from && Date.parse(standing.late_from) <= now;

export interface GiveUpProps {
  page: EventPage;
  open: boolean;
  busy: boolean;
  /** The room is told. */
  told?: boolean;
  onClose: () => void;
  onGiveUp: () => void;
}

export function GiveUp({ page, open, busy, told, onClose, onGiveUp }: GiveUpProps) {
  const words = useWords();
  const say = words.showing;
  const now = useNow();
  const late = isLate(page, now);
  const end = Date.parse(page.standing?.late_from ?? page.late_from);
  const zone = timeZone();
  return (
    <Dialog title={say.cannotAsk} lead={told ? say.cannotLead : undefined} open={open} onClose={onClose}>
      {late && (
        <Text ink="soft">
          {say.lateLead(`${dayWords(end, now, zone, words.locale)}, ${clockTime(end, zone, words.locale)}`)}
        </Text>
      )}
      <Box gap="s">
        <Button kind="danger" label={say.giveUp} busy={busy} onPress={onGiveUp} full />
        <Button label={say.keepSeat} onPress={onClose} full />
      </Box>
    </Dialog>
  );
}
