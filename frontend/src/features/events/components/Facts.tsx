// What one must know of an event: when (there and here), where, whether it takes place, until when to answer.
import { useWords } from '@/i18n/useWords';
import { timeZone } from '@/lib/device';
import { clockTime, dayWords, instantsOf, offsetAt, spanWords, startWords, viewerTime } from '@/lib/time';
import { useNow } from '@/lib/useNow';
import { Box, Row } from '@/ui/Box';
import { Icon, type IconName } from '@/ui/Icon';
import { Progress } from '@/ui/Progress';
import { Text } from '@/ui/Text';
import type { EventPage } from '../data';
import { type EventCard, isOff, isRightNow } from '../words';
import { SeriesLine } from './SeriesLine';

const SAID = 2; // overlaps

export function Facts({ page }: { page: EventPage }) {
  const words = useWords();
  const say = words.events;
  const now = useNow();
  const { event } = page;
  const yours = viewerTime(event, timeZone(), words.locale);
  const at = (instant: string) => startWords({ ...event, starts_at: instant }, now, words.locale);
  return (
    <Box gap="m">
      <Fact
        icon="clock"
        first={spanWords(event, now, words.locale)}
        more={[yours && say.yourTime(yours), ...clockNotes(words.hosting, event)]}
      />
      <Fact
        icon="place"
        first={event.place.name || event.place.address || say.pinned}
        more={[event.place.exact ? (event.place.name ? event.place.address : null) : say.areaOnly]}
      />
      {isRightNow(event, now) && (
        <Fact icon="here" first={words.meeting.rightNowFact} more={[words.meeting.rightNowFactLead]} />
      )}
      {event.visibility !== 'public' && (
        <Fact
          icon="shield"
          first={words.repeating.seenBy(
            words.repeating.sightOf(event.visibility, event.mine === 'host', event.host.display_name),
          )}
          more={[]}
        />
      )}
      <Overlaps page={page} />
      {page.quorum && <QuorumFact event={event} quorum={page.quorum} />}
      {page.series && <SeriesLine id={event.id} series={page.series} />}
      {page.rsvp_by && <Fact icon="wait" first={say.rsvpBy(at(page.rsvp_by))} more={[]} />}
    </Box>
  );
}

/** What else I go to at that time, as long as I can still choose. */
function Overlaps({ page: { event, overlaps } }: { page: EventPage }) {
  const words = useWords();
  const say = words.repeating;
  const now = useNow();
  if (overlaps.length === 0 || isOff(event) || Date.parse(event.ends_at) <= now) return null;
  const said = overlaps.slice(0, SAID).map((other) => {
    const time = spanWords({ ...other, time_zone: timeZone() }, now, words.locale);
    return say.overlapWith(other.title, time);
  });
  const rest = overlaps.length - said.length;
  return (
    <Fact icon="warning" first={say.overlap} more={[...said, rest > 0 ? say.overlapMore(rest) : null]} />
  );
}

/** What is worth saying where clocks are put forward or back that night. */
function clockNotes(say: ReturnType<typeof useWords>['hosting'], event: EventCard): (string | null)[] {
  const [start, end] = [Date.parse(event.starts_at), Date.parse(event.ends_at)];
  const both = instantsOf(event.local_start, event.time_zone);
  const twice = both.length === 2;
  const change = offsetAt(start, event.time_zone) !== offsetAt(end, event.time_zone);
  return [
    twice ? (start === both[0] ? say.firstOfTwo : say.secondOfTwo) : null,
    change ? say.clocksChange : null,
  ];
}

function QuorumFact({ event, quorum }: { event: EventCard; quorum: NonNullable<EventPage['quorum']> }) {
  const words = useWords();
  const now = useNow();
  const by = startWords({ ...event, starts_at: quorum.by }, now, words.locale);
  const day = (at: number) => dayWords(at, now, event.time_zone, words.locale);
  const end = Date.parse(quorum.by);
  const short = day(end) === day(now) ? clockTime(end, event.time_zone, words.locale) : by;
  if (quorum.reached) return <Fact icon="people" first={words.events.quorumReached} more={[]} />;
  if (event.going === null)
    return <Fact icon="people" first={words.events.quorum(quorum.needs, by)} more={[]} />;
  const line = words.hosting.quorumOf(event.going, quorum.needs, short);
  return (
    <Row gap="m" align="flex-start">
      <Icon name="people" ink="faint" />
      <Box grow gap="xs">
        <Text live>{line}</Text>
        <Progress label={line} value={event.going} most={quorum.needs} />
        <Text kind="small" ink="faint">
          {words.hosting.quorumLead}
        </Text>
      </Box>
    </Row>
  );
}

export function Fact({ icon, first, more }: { icon: IconName; first: string; more: (string | null)[] }) {
  return (
    <Row gap="m" align="flex-start">
      <Icon name={icon} ink="faint" />
      <Box grow>
        <Text>{first}</Text>
        {more.map(
          (line) =>
            line && (
              <Text key={line} kind="small" ink="faint">
                {line}
              </Text>
            ),
        )}
      </Box>
    </Row>
  );
}
