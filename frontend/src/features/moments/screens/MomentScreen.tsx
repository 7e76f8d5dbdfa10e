// A moment: its photos, whose, where and how long; and the next one of those that one is looking through.
import { router, useLocalSearchParams } from 'expo-router';
import { useEffect, useEffectEvent } from 'react';
import { Refusal } from '@/api/client';
import { ReportSheet } from '@/features/chat/components/ReportSheet';
import { focus } from '@/features/discovery/stage';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { onKey } from '@/lib/keys';
import { useStore } from '@/lib/store';
import { useNow } from '@/lib/useNow';
import { useState } from 'react';
import { Avatar } from '@/ui/Avatar';
import { Box, Row } from '@/ui/Box';
import { Button, IconButton } from '@/ui/Button';
import { Head } from '@/ui/Head';
import { Icon } from '@/ui/Icon';
import { Item } from '@/ui/Item';
import { Empty, Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { MomentPhotos } from '../components/MomentPhotos';
import { OwnMoment } from '../components/OwnMoment';
import { type Moment, useLike, useMoment } from '../data';
import { through } from '../stage';
import { placeWords, timeWords } from '../words';

export function MomentScreen() {
  const { id } = useLocalSearchParams<{ id: string }>();
  const words = useWords();
  const say = words.moments;
  const answer = useMoment(id);
  const over = answer.error instanceof Refusal && answer.error.problem.status === 404;
  return (
    <Box grow role="main">
      <Head title={say.newTitle} back={{ label: words.common.toMap, href: '/' }}>
        <Through id={id} />
      </Head>
      {over ? (
        <Empty icon="timer" title={say.goneTitle} lead={say.goneLead} />
      ) : (
        <Loaded answer={answer} explain={(failure) => explain(words, failure)}>
          {(moment) => <Page key={moment.id} moment={moment} />}
        </Loaded>
      )}
    </Box>
  );
}

/** To the others, by buttons and by arrows. */
function Through({ id }: { id: string }) {
  const { moments: say } = useWords();
  const those = useStore(through);
  const at = those.indexOf(id);
  const before = at > 0 ? those[at - 1] : undefined;
  const after = at >= 0 ? those[at + 1] : undefined;
  const go = (to: string | undefined) => to && router.replace(`/moments/${to}`);
  const turn = useEffectEvent((key: string) => {
    const typing = /^(input|textarea)$/i.test(globalThis.document?.activeElement?.tagName ?? '');
    const covered = globalThis.document?.querySelector('[role=dialog]') !== null;
    if (typing || covered) return;
    if (key === 'ArrowRight') go(after);
    if (key === 'ArrowLeft') go(before);
  });
  useEffect(() => onKey((key) => turn(key)), []);
  if (at < 0 || those.length < 2) return null;
  return (
    <>
      <Text kind="label" ink="soft" live>
        {say.count(at + 1, those.length)}
      </Text>
      <IconButton icon="left" label={say.previous} disabled={!before} onPress={() => go(before)} />
      <IconButton icon="right" label={say.next} disabled={!after} onPress={() => go(after)} />
    </>
  );
}

function Page({ moment }: { moment: Moment }) {
  const words = useWords();
  const say = words.moments;
  const now = useNow();
  const { lat, lon } = moment.place;
  useEffect(() => focus.set({ lat, lon }), [lat, lon]);
  return (
    <Scroll pad="l" gap="l" reach>
      <Box role="list" label={say.of(moment.author.display_name)}>
        <Item href={`/people/${moment.author.id}`} before={<Avatar person={moment.author} />}>
          <Text kind="strong" lines={1}>
            {moment.author.display_name}
          </Text>
          <Text kind="small" ink="faint" lines={1}>
            {timeWords(words, moment, now)}
          </Text>
        </Item>
      </Box>
      <MomentPhotos key={String(moment.sensitive)} moment={moment} />
      {moment.body !== '' && <Text>{moment.body}</Text>}
      <Box gap="xs">
        <Row gap="s">
          <Icon name="place" size={16} ink="soft" />
          <Text kind="small" ink="soft">
            {placeWords(words, moment)}
          </Text>
        </Row>
        {moment.event && (
          <Button
            kind="plain"
            size="s"
            icon="calendar"
            label={say.atEvent(moment.event.title)}
            href={`/events/${moment.event.id}`}
          />
        )}
        {moment.state === 'album' && (
          <Text kind="small" ink="faint">
            {say.albumed}
          </Text>
        )}
      </Box>
      {moment.mine ? <OwnMoment moment={moment} mine={moment.mine} /> : <Answer moment={moment} />}
    </Scroll>
  );
}

/** What whoever sees it can do: like it, which only its author learns, or report it. */
function Answer({ moment }: { moment: Moment }) {
  const { moments: say, talk } = useWords();
  const like = useLike(moment.id);
  const [reporting, report] = useState(false);
  return (
    <Box gap="s">
      <Row gap="s" wrap>
        <Button
          icon="like"
          label={moment.liked ? say.liked : say.like}
          selected={moment.liked}
          busy={like.isPending}
          onPress={() => like.mutate(!moment.liked)}
        />
        <Button kind="plain" icon="report" label={talk.report.title} onPress={() => report(true)} />
      </Row>
      <Text kind="small" ink="faint">
        {say.likeHint}
      </Text>
      <ReportSheet
        what={{ kind: 'moment', target_id: moment.id }}
        open={reporting}
        onClose={() => report(false)}
        onBlocked={() => router.replace('/')}
      />
    </Box>
  );
}
