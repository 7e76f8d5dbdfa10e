// Taking along what was said: before a room closes, and for as long as it can be read.
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { timeZone } from '@/lib/device';
import { dateWords } from '@/lib/time';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Text } from '@/ui/Text';
import type { RoomCard } from '../data';
import { useKeep } from '../keeping';

export function KeepButton({ room, full }: { room: RoomCard; full?: boolean }) {
  const words = useWords();
  const say = words.here;
  const { keep, busy, failure, count } = useKeep(room);
  return (
    <Box gap="xs" align={full ? 'center' : 'flex-start'}>
      <Button size="s" icon="download" label={say.keep} busy={busy} onPress={() => keep()} />
      {busy && count > 0 && (
        <Text kind="small" ink="faint" live>
          {say.kept(count)}
        </Text>
      )}
      {failure && (
        <Text kind="small" ink="bad" live>
          {explain(words, failure)}
        </Text>
      )}
    </Box>
  );
}

export function Keep({ room }: { room: RoomCard }) {
  const words = useWords();
  const say = words.here;
  const closes = room.event_id && !room.closed_at && room.closes_at;
  return (
    <Box gap="s">
      <Text kind="heading" level={2}>
        {say.keepTitle}
      </Text>
      <Text kind="small" ink="soft">
        {say.keepLead}
      </Text>
      {closes && (
        <Text kind="small" ink="soft">
          {say.closes(dateWords(Date.parse(closes), timeZone(), words.locale))}
        </Text>
      )}
      <KeepButton room={room} />
    </Box>
  );
}
