// Who came: for each guest with a seat, as hosts say it until two days after the end.
import { useLocalSearchParams } from 'expo-router';
import type { Schemas } from '@/api/client';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { timeZone } from '@/lib/device';
import { clockTime, dayWords } from '@/lib/time';
import { useNow } from '@/lib/useNow';
import { Avatar } from '@/ui/Avatar';
import { Box, Row } from '@/ui/Box';
import { Choice } from '@/ui/Choice';
import { Head } from '@/ui/Head';
import { Empty, Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { useEvent } from '../data';
import { type Attended, useAttendance, useSayAttendance } from '../lifeData';

const ATTENDED: Attended[] = ['came', 'no_show', 'excused'];

export function Attendance() {
  const { id } = useLocalSearchParams<{ id: string }>();
  const words = useWords();
  const say = words.showing;
  const page = useEvent(id).data;
  return (
    <Box grow role="main">
      <Head
        title={say.attendance}
        back={{ label: words.events.backToEvent, href: `/events/${id}` }}
        small={
          page && (
            <Text kind="small" ink="faint" lines={1}>
              {page.event.title}
            </Text>
          )
        }
      />
      <Loaded
        answer={useAttendance(id)}
        explain={(failure) => explain(words, failure)}
        empty={{
          when: ({ data }) => data.length === 0,
          show: <Empty icon="people" title={say.attendanceNobody} />,
        }}
      >
        {(sheet) => <Sheet id={id} sheet={sheet} />}
      </Loaded>
    </Box>
  );
}

function Sheet({ id, sheet }: { id: string; sheet: Schemas['AttendanceSheet'] }) {
  const words = useWords();
  const say = words.showing;
  const now = useNow();
  const saying = useSayAttendance(id);
  const until = Date.parse(sheet.until);
  const zone = timeZone();
  const over = until <= now;
  return (
    <Scroll pad="l" gap="xl" reach>
      <Text ink="soft">
        {over
          ? say.attendanceOver
          : say.attendanceLead(
              `${dayWords(until, now, zone, words.locale)}, ${clockTime(until, zone, words.locale)}`,
            )}
      </Text>
      {saying.error && (
        <Box role="alert">
          <Text ink="bad">{explain(words, saying.error)}</Text>
        </Box>
      )}
      <Box role="list" label={say.attendance} gap="m">
        {sheet.data.map((guest) => (
          <Line
            key={guest.person.id}
            guest={guest}
            fixed={over}
            onSay={(attended) => saying.mutate({ user_id: guest.person.id, attended })}
          />
        ))}
      </Box>
    </Scroll>
  );
}

interface LineProps {
  guest: Schemas['Attendance'];
  fixed: boolean;
  onSay: (attended: Attended) => void;
}

function Line({ guest: { person, party, attended, scanned, word }, fixed, onSay }: LineProps) {
  const words = useWords();
  const say = words.showing;
  const notes = [party > 1 && words.events.party(party - 1), scanned && say.scanned];
  const said = attended && say.attended[attended];
  return (
    <Box role="listitem" surface="low" round="l" pad="m" gap="m">
      <Row gap="m">
        <Avatar person={person} />
        <Box grow>
          <Text lines={1}>{person.display_name}</Text>
          {notes.some(Boolean) && (
            <Text kind="small" ink="faint">
              {notes.filter(Boolean).join(' · ')}
            </Text>
          )}
        </Box>
        {(fixed || scanned) && said && <Text kind="label">{said}</Text>}
      </Row>
      {!fixed && !scanned && (
        <Choice
          label={say.attendedOf(person.display_name)}
          options={ATTENDED.map((value) => ({ value, label: say.attended[value] ?? value }))}
          value={attended}
          onChange={onSay}
          deliberate
          wrap
        />
      )}
      {word !== '' && (
        <Text kind="small" ink="soft">
          {say.saysOf(person.display_name, word)}
        </Text>
      )}
    </Box>
  );
}
