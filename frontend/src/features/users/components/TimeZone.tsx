// The zone in which quiet hours, digests and mails count my time.
import { useState } from 'react';
import { useWords } from '@/i18n/useWords';
import { now } from '@/lib/clock';
import { timeZone } from '@/lib/device';
import { clockTime } from '@/lib/time';
import { zonesLike } from '@/lib/zones';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Sheet, SheetItem } from '@/ui/Sheet';
import { Text } from '@/ui/Text';

export interface TimeZoneProps {
  zone: string;
  choose: (zone: string) => void;
}

export function TimeZone({ zone, choose }: TimeZoneProps) {
  const words = useWords();
  const say = words.people.me;
  const [open, setOpen] = useState(false);
  const [wanted, want] = useState('');
  const here = timeZone();
  const take = (chosen: string) => {
    setOpen(false);
    want('');
    if (chosen !== zone) choose(chosen);
  };
  const found = wanted.trim() ? zonesLike(wanted) : [here];
  return (
    <Box gap="s" align="flex-start">
      <Text kind="small" ink="faint">
        {say.timeZone}
      </Text>
      <Button size="s" icon="clock" label={zone} name={say.changeZone(zone)} onPress={() => setOpen(true)} />
      <Text kind="small" ink="faint">
        {`${clockTime(now(), zone, words.locale)} · ${zone === here ? say.timeZoneHint : say.otherZone(here)}`}
      </Text>
      <Sheet label={say.timeZone} titled open={open} onClose={() => setOpen(false)}>
        <Box pad="m">
          <Field kind="search" label={say.findZone} value={wanted} onChange={want} autoFocus />
        </Box>
        {found.map((one) => (
          <SheetItem
            key={one}
            icon="clock"
            chosen={one === zone}
            label={one === here ? say.zoneHere(one) : one}
            onPress={() => take(one)}
          />
        ))}
        {found.length === 0 && (
          <Box pad="m" role="status">
            <Text ink="soft">{say.noZone}</Text>
          </Box>
        )}
      </Sheet>
    </Box>
  );
}
