// Into one's calendar: Google's, Outlook's, or a file that every other program reads.
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { ORIGIN } from '@/lib/origin';
import { openOutside, saveFile } from '@/lib/outside';
import { IconButton } from '@/ui/Button';
import { Sheet, SheetItem } from '@/ui/Sheet';
import { Text } from '@/ui/Text';
import { calendarAddresses } from '../calendars';
import type { EventPage } from '../data';
import { calendarFile } from '../hostData';

export function CalendarButton({ page }: { page: EventPage }) {
  const words = useWords();
  const say = words.finding;
  const [open, setOpen] = useState(false);
  const [failure, fail] = useState<unknown>(null);
  const { google, outlook } = calendarAddresses(page, `${ORIGIN}/e/${page.event.id}`);
  const outside = (url: string) => {
    setOpen(false);
    void openOutside(url);
  };
  const file = async () => {
    try {
      await saveFile('event.ics', 'text/calendar', await calendarFile(page.event.id));
      setOpen(false);
    } catch (refused) {
      fail(refused);
    }
  };
  return (
    <>
      <IconButton icon="toCalendar" label={say.addTo} onPress={() => setOpen(true)} />
      <Sheet label={say.addTo} titled open={open} onClose={() => setOpen(false)}>
        <SheetItem icon="calendar" label={say.google} onPress={() => outside(google)} />
        <SheetItem icon="calendar" label={say.outlook} onPress={() => outside(outlook)} />
        <SheetItem icon="download" label={say.file} hint={say.fileHint} onPress={() => void file()} />
        {failure !== null && <Text ink="bad">{explain(words, failure)}</Text>}
      </Sheet>
    </>
  );
}
