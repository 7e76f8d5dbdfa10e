// Saying that something is wrong with an event, for whoever does not host it.
import { router } from 'expo-router';
import { useState } from 'react';
import { ReportSheet } from '@/features/chat/components/ReportSheet';
import { useWords } from '@/i18n/useWords';
import { Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import type { EventCard } from '../words';

export function ReportEvent({ event }: { event: EventCard }) {
  const say = useWords().talk.report;
  const [open, setOpen] = useState(false);
  if (event.mine === 'host') return null;
  return (
    <Row>
      <Button kind="plain" size="s" icon="report" label={say.title} onPress={() => setOpen(true)} />
      <ReportSheet
        what={{ kind: 'event', target_id: event.id }}
        open={open}
        onClose={() => setOpen(false)}
        onBlocked={() => router.replace('/')}
      />
    </Row>
  );
}
