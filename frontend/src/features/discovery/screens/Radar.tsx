// People near by: switching oneself on for a while, for how long still, and who else is there. No map of anybody.
import { useState } from 'react';
import { PersonItem } from '@/features/friends/components/PersonItem';
import { TONGUES } from '@/features/users/tongues';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import type { Schemas } from '@/api/client';
import { useNow } from '@/lib/useNow';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Head } from '@/ui/Head';
import { Icon } from '@/ui/Icon';
import { Empty, Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { RadarForm } from '../components/RadarForm';
import { type MyRadar, useRadar, useRadarSwitch, useVanish } from '../radar';

const MINUTE_MS = 60_000;

export function Radar() {
  const words = useWords();
  const say = words.radar;
  const mine = useRadarSwitch();
  return (
    <Box grow role="main">
      <Head title={say.title} back={{ label: words.common.back, href: '/' }} />
      <Loaded answer={mine} explain={(failure) => explain(words, failure)}>
        {(known) => <Known mine={known} />}
      </Loaded>
    </Box>
  );
}

function Known({ mine }: { mine: Schemas['RadarSwitch'] }) {
  const say = useWords().radar;
  const now = useNow(10_000);
  const [changing, change] = useState(false);
  const { on } = mine;
  const left = on ? Date.parse(on.ends_at) - now : 0;
  if (!on || left <= 0)
    return (
      <Scroll pad="l" gap="xl">
        <Text ink="soft">{say.lead}</Text>
        <RadarForm before={null} />
        <Text kind="small" ink="faint">
          {say.notDating}
        </Text>
      </Scroll>
    );
  return (
    <Scroll pad="l" gap="xl">
      <On on={on} left={left} changing={changing} change={change} />
      {changing ? (
        <Box gap="l">
          <Text kind="small" ink="faint">
            {say.budget(mine.places_left, mine.choices_left)}
          </Text>
          <RadarForm before={on} done={() => change(false)} />
        </Box>
      ) : (
        <People />
      )}
    </Scroll>
  );
}

interface OnProps {
  on: MyRadar;
  left: number;
  changing: boolean;
  change: (changing: boolean) => void;
}

function On({ on, left, changing, change }: OnProps) {
  const words = useWords();
  const say = words.radar;
  const vanish = useVanish();
  const minutes = Math.max(1, Math.ceil(left / MINUTE_MS));
  return (
    <Box surface="low" round="l" pad="l" gap="m">
      <Row gap="m">
        <Icon name="here" ink="ember" />
        <Box grow gap="xs" role="status">
          <Text kind="strong">{say.left(Math.floor(minutes / 60), minutes % 60)}</Text>
          <Text kind="small" ink="soft">
            {say.shownAs(Math.round(on.side / 1000))}
          </Text>
          <Text kind="small" ink="soft">
            {say.reachIs(say.reaches[on.reach])}
          </Text>
        </Box>
      </Row>
      <Row gap="s" wrap>
        <Button
          kind="danger"
          size="s"
          label={say.stop}
          busy={vanish.isPending}
          onPress={() => vanish.mutate()}
        />
        <Button
          kind="plain"
          size="s"
          label={changing ? words.common.cancel : say.change}
          onPress={() => change(!changing)}
        />
      </Row>
      {vanish.error && (
        <Text ink="bad" live>
          {explain(words, vanish.error)}
        </Text>
      )}
    </Box>
  );
}

function People() {
  const words = useWords();
  const say = words.radar;
  const people = useRadar(true);
  return (
    <Box gap="m">
      <Row gap="m">
        <Text kind="heading" level={2} grow>
          {say.who}
        </Text>
        <Button
          size="s"
          kind="plain"
          icon="again"
          label={say.again}
          busy={people.isFetching}
          onPress={() => void people.refetch()}
        />
      </Row>
      <Loaded
        answer={people}
        explain={(failure) => explain(words, failure)}
        empty={{
          when: ({ data }) => data.length === 0,
          show: <Empty icon="people" title={say.none} lead={say.noneLead} />,
        }}
      >
        {({ data, more }) => (
          <>
            <Text kind="small" ink="faint">
              {more ? `${say.byName} ${say.more}` : say.byName}
            </Text>
            <Box role="list" label={say.who} gap="xs">
              {data.map((one) => (
                <Found key={one.person.id} one={one} />
              ))}
            </Box>
          </>
        )}
      </Loaded>
    </Box>
  );
}

/** Somebody, about where, and what both have in common; their page has what can be done. */
function Found({ one }: { one: Schemas['RadarPerson'] }) {
  const say = useWords().radar;
  const both = one.interests.map((interest) => say.interestOf[interest]).join(say.and);
  const spoken = one.languages.map((language) => TONGUES[language]).join(say.and);
  const note = [
    say.bands[one.band],
    one.friend && say.friend,
    both && say.bothLike(both),
    spoken && say.bothSpeak(spoken),
  ];
  return (
    <PersonItem
      person={one.person}
      note={note.filter(Boolean).join(' · ')}
      after={<Icon name="right" ink="faint" />}
    />
  );
}
