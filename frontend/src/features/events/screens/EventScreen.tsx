// An event's page: when, where, who comes; and the answer to "are you coming?".
import { useLocalSearchParams } from 'expo-router';
import { useEffect } from 'react';
import { focus } from '@/features/discovery/stage';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { timeZone } from '@/lib/device';
import { spanWords, startWords, viewerTime } from '@/lib/time';
import { useNow } from '@/lib/useNow';
import { useTopic } from '@/realtime/useTopic';
import { Avatar } from '@/ui/Avatar';
import { Box, Row } from '@/ui/Box';
import { Head } from '@/ui/Head';
import { Icon, type IconName } from '@/ui/Icon';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { Tile } from '@/ui/Tile';
import { AnswerBar } from '../components/AnswerBar';
import { GuestList } from '../components/GuestList';
import { HostTools, ShareButton } from '../components/HostTools';
import { RoomDoor } from '../components/RoomDoor';
import { type EventPage, useEvent } from '../data';
import { categoryIcon, categoryTint, isOn, timeInk, timeWords } from '../words';

export function EventScreen() {
  const { id } = useLocalSearchParams<{ id: string }>();
  const words = useWords();
  const answer = useEvent(id);
  useTopic(`event:${id}`, answer.data?.place);
  const { lat, lon } = answer.data?.event.place ?? {};
  useEffect(() => {
    if (lat !== undefined && lon !== undefined) focus.set({ lat, lon });
  }, [lat, lon]);
  return (
    <Box grow role="main">
      <Head title="" back={{ label: words.common.toMap, href: '/' }}>
        <ShareButton id={id} />
      </Head>
      <Loaded answer={answer} explain={(failure) => explain(words, failure)}>
        {(page) => <Page page={page} />}
      </Loaded>
    </Box>
  );
}

function Page({ page }: { page: EventPage }) {
  const words = useWords();
  const say = words.events;
  const now = useNow();
  const { event } = page;
  const yours = viewerTime(event, timeZone(), words.locale);
  const cancelled = event.status === 'cancelled';
  const at = (instant: string) => startWords({ ...event, starts_at: instant }, now, words.locale);
  return (
    <>
      <Scroll pad="l" gap="xl">
        <Box gap="m">
          <Row gap="m">
            <Tile
              icon={categoryIcon(event.category)}
              tint={categoryTint(event.category)}
              live={!cancelled && isOn(event, now)}
            />
            <Text kind="strong" ink={timeInk(event, now)} live>
              {timeWords(words, event, now)}
            </Text>
          </Row>
          <Text kind="display" level={1} strike={cancelled}>
            {event.title}
          </Text>
          <Row gap="s">
            <Avatar person={event.host} size="s" />
            <Text ink="soft">{say.hostedBy(event.host.display_name)}</Text>
          </Row>
        </Box>
        {cancelled && (
          <Box surface="badSoft" round="l" pad="l" role="status">
            <Text ink="bad">
              {page.cancel_reason ? say.cancelledLead(page.cancel_reason) : say.cancelledPlain}
            </Text>
          </Box>
        )}
        <Box gap="m">
          <Fact
            icon="clock"
            first={spanWords(event, now, words.locale)}
            second={yours ? say.yourTime(yours) : null}
          />
          <Fact
            icon="place"
            first={event.place.name || event.place.address || say.pinned}
            second={event.place.exact ? (event.place.name ? event.place.address : null) : say.areaOnly}
          />
          {page.quorum && (
            <Fact
              icon="people"
              first={
                page.quorum.reached ? say.quorumReached : say.quorum(page.quorum.needs, at(page.quorum.by))
              }
              second={null}
            />
          )}
          {page.rsvp_by && <Fact icon="wait" first={say.rsvpBy(at(page.rsvp_by))} second={null} />}
        </Box>
        {page.description !== '' && <Text>{page.description}</Text>}
        <RoomDoor event={event} />
        <GuestList page={page} />
        <HostTools page={page} />
      </Scroll>
      <AnswerBar page={page} />
    </>
  );
}

function Fact({ icon, first, second }: { icon: IconName; first: string; second: string | null }) {
  return (
    <Row gap="m" align="flex-start">
      <Icon name={icon} ink="faint" />
      <Box grow>
        <Text>{first}</Text>
        {second && (
          <Text kind="small" ink="faint">
            {second}
          </Text>
        )}
      </Box>
    </Row>
  );
}
