// An event's page: when, where, who comes; and the answer to "are you coming?".
import { router, useLocalSearchParams } from 'expo-router';
import { useEffect } from 'react';
import { focus, search } from '@/features/discovery/stage';
import { EventMoments } from '@/features/moments/components/EventMoments';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { dateWords } from '@/lib/time';
import { useNow } from '@/lib/useNow';
import { useTopic } from '@/realtime/useTopic';
import { Avatar } from '@/ui/Avatar';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Head } from '@/ui/Head';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { Tile } from '@/ui/Tile';
import { Announcements } from '../components/Announcements';
import { AnswerBar } from '../components/AnswerBar';
import { BlockedHere } from '../components/BlockedHere';
import { CalendarButton } from '../components/CalendarButton';
import { BrakeCard } from '../components/BrakeCard';
import { Cover } from '../components/Cover';
import { DraftBar } from '../components/DraftBar';
import { Facts } from '../components/Facts';
import { FollowMore } from '../components/FollowSheet';
import { GuestList } from '../components/GuestList';
import { HostTools, ShareButton } from '../components/HostTools';
import { HowItWas } from '../components/HowItWas';
import { WhomIMet } from '../components/WhomIMet';
import { Invited } from '../components/Invited';
import { OnTheWay } from '../components/OnTheWay';
import { Polls } from '../components/Polls';
import { ReportEvent } from '../components/ReportEvent';
import { RoomDoor } from '../components/RoomDoor';
import { SpotCard } from '../components/SpotCard';
import { type EventPage, useEvent } from '../data';
import { categoryIcon, categoryTint, isOff, isOn, timeInk, timeWords } from '../words';

export function EventScreen() {
  const { id } = useLocalSearchParams<{ id: string }>();
  const words = useWords();
  const answer = useEvent(id);
  useTopic(`event:${id}`, answer.data?.place);
  const { lat, lon } = answer.data?.event.place ?? {};
  useEffect(() => {
    if (lat !== undefined && lon !== undefined) focus.set({ lat, lon });
  }, [lat, lon]);
  const draft = answer.data?.event.status === 'draft';
  return (
    <Box grow role="main">
      <Head title="" back={{ label: words.common.toMap, href: '/' }}>
        {answer.data && !draft && <CalendarButton page={answer.data} />}
        {!draft && <ShareButton id={id} />}
      </Head>
      <Loaded answer={answer} explain={(failure) => explain(words, failure)}>
        {(page) => <Page page={page} />}
      </Loaded>
    </Box>
  );
}

function Page({ page }: { page: EventPage }) {
  const words = useWords();
  const now = useNow();
  const { event } = page;
  const draft = event.status === 'draft';
  return (
    <>
      <Scroll pad="l" gap="xl" reach>
        <Cover page={page} />
        <Box gap="m">
          <Row gap="m">
            <Tile
              icon={categoryIcon(event.category)}
              tint={categoryTint(event.category)}
              live={isOn(event, now)}
            />
            <Text kind="strong" ink={timeInk(event, now)} live>
              {[
                draft && words.hosting.draft,
                timeWords(words, event, now),
                event.tentative && words.hosting.tentative,
              ]
                .filter(Boolean)
                .join(' · ')}
            </Text>
          </Row>
          <Text kind="display" level={1} strike={isOff(event)}>
            {event.title}
          </Text>
          <Row gap="s">
            <Avatar person={event.host} size="s" />
            <Text ink="soft">{words.events.hostedBy(event.host.display_name)}</Text>
          </Row>
        </Box>
        <BrakeCard page={page} />
        <Ended page={page} />
        <Invited page={page} />
        <BlockedHere page={page} />
        <OnTheWay page={page} />
        <HowItWas page={page} />
        <WhomIMet page={page} />
        <Facts page={page} />
        <SpotCard page={page} />
        {page.description !== '' && <Text>{page.description}</Text>}
        <Tags page={page} />
        {!draft && <FollowMore page={page} />}
        <Announcements page={page} />
        <Polls page={page} />
        {!draft && <RoomDoor event={event} />}
        {!draft && <EventMoments page={page} />}
        <HostTools page={page} />
        {!draft && <GuestList page={page} />}
        <MyAnswers page={page} />
        <Text kind="small" ink="faint">
          {words.repeating.deletedAt(dateWords(Date.parse(page.deleted_at), event.time_zone, words.locale))}
        </Text>
        <ReportEvent event={event} />
      </Scroll>
      <AnswerBar page={page} />
      <DraftBar page={page} />
    </>
  );
}

function Tags({ page }: { page: EventPage }) {
  const say = useWords().repeating;
  if (page.tags.length === 0) return null;
  return (
    <Row role="list" label={say.tags} gap="s" wrap>
      {page.tags.map((tag) => (
        <Box key={tag} role="listitem">
          <Button
            size="s"
            label={say.tag(tag)}
            name={say.tagFind(tag)}
            onPress={() => {
              search.set(tag);
              router.navigate('/');
            }}
          />
        </Box>
      ))}
    </Row>
  );
}

/** What I told the host when I joined. */
function MyAnswers({ page }: { page: EventPage }) {
  const say = useWords().asking;
  const told = new Map(page.standing?.answers.map(({ question, answer }) => [question, answer]));
  const mine = page.questions.filter(({ id }) => told.has(id));
  if (mine.length === 0) return null;
  return (
    <Box gap="s">
      <Text kind="heading" level={2}>
        {say.myAnswers}
      </Text>
      {mine.map(({ id, prompt }) => (
        <Box key={id}>
          <Text kind="small" ink="faint">
            {prompt}
          </Text>
          <Text>{told.get(id)}</Text>
        </Box>
      ))}
    </Box>
  );
}

/** That it is off and why, or that it is over. */
function Ended({ page }: { page: EventPage }) {
  const { events: say, hosting } = useWords();
  const { status } = page.event;
  const over = status === 'completed' || status === 'archived';
  if (!over && !isOff(page.event)) return null;
  return (
    <Box surface={over ? 'high' : 'badSoft'} round="l" pad="l" role="status">
      <Text ink={over ? 'soft' : 'bad'}>
        {over
          ? hosting.overLead
          : status === 'dissolved'
            ? hosting.dissolvedLead
            : page.cancel_reason
              ? say.cancelledLead(page.cancel_reason)
              : say.cancelledPlain}
      </Text>
    </Box>
  );
}
