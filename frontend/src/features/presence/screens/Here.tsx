// Being here: what others see of me right now, what I say of it, and whether they see anything at all.
import { useState } from 'react';
import { Part } from '@/features/auth/components/Part';
import { useWhen } from '@/features/auth/when';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { now } from '@/lib/clock';
import { timeZone } from '@/lib/device';
import { instantsOf, wall } from '@/lib/time';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/Choice';
import { Field } from '@/ui/Field';
import { Head } from '@/ui/Head';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { Toggle } from '@/ui/Toggle';
import { type MyPresence, useChoosePresence, useMyPresence } from '../data';

const SEEN_BY = ['event_mates', 'friends', 'nobody'] as const;
const SIGNS = ['🍜', '☕', '🍻', '🎉', '🏃', '🎲', '📚', '🌙'] as const;
const SPANS = ['hour', 'four', 'tonight', 'week', 'open'] as const;
const NONE = 'none';
const HOUR_MS = 3_600_000;
const LONGEST = 80;

type Span = (typeof SPANS)[number];
type Choose = ReturnType<typeof useChoosePresence>;

export function Here() {
  const words = useWords();
  const say = words.here;
  const choose = useChoosePresence();
  return (
    <Box grow width="page" role="main">
      <Head title={say.title} back={{ label: words.common.back, href: '/me' }} />
      <Loaded answer={useMyPresence()} explain={(failure) => explain(words, failure)}>
        {(mine) => (
          <Scroll pad="l" gap="xxl">
            <Text ink="soft">{say.lead}</Text>
            {choose.error && (
              <Text ink="bad" live>
                {explain(words, choose.error)}
              </Text>
            )}
            <Seen mine={mine} choose={choose} />
            <Status key={`${mine.status}${mine.emoji}`} mine={mine} choose={choose} />
          </Scroll>
        )}
      </Loaded>
    </Box>
  );
}

function Seen({ mine, choose }: { mine: MyPresence; choose: Choose }) {
  const words = useWords();
  const say = words.here;
  const privacy = words.people.privacy;
  const hidden = mine.invisible || mine.audience === 'nobody';
  const change = (what: Partial<MyPresence>) => choose.mutate({ ...chosen(mine), ...what });
  return (
    <Part title={say.now}>
      <Box surface="low" round="l" pad="m" gap="xs" role="status">
        <Text kind="strong">{hidden ? say.nobodySees : say.seenAs[mine.state]}</Text>
        {!hidden && mine.status !== '' && <Text ink="soft">{`${mine.emoji} ${mine.status}`.trim()}</Text>}
      </Box>
      <Choice
        label={privacy.seenBy}
        labelled
        wrap
        options={SEEN_BY.map((value) => ({ value, label: privacy.seenByWhom[value] }))}
        value={mine.audience}
        onChange={(audience) => change({ audience })}
      />
      <Toggle
        label={say.invisible}
        hint={say.invisibleHint}
        on={mine.invisible}
        onChange={(invisible) => change({ invisible })}
      />
      <Toggle label={say.busy} hint={say.busyHint} on={mine.busy} onChange={(busy) => change({ busy })} />
    </Part>
  );
}

function Status({ mine, choose }: { mine: MyPresence; choose: Choose }) {
  const words = useWords();
  const say = words.here;
  const when = useWhen();
  const [status, setStatus] = useState(mine.status);
  const [emoji, setEmoji] = useState(mine.emoji);
  const [span, setSpan] = useState<Span>('four');
  const said = mine.status !== '' || mine.emoji !== '';
  const tell = (text: string, sign: string, until: string | null) =>
    choose.mutate({ ...chosen(mine), status: text, emoji: sign, status_until: until });
  return (
    <Part title={say.statusTitle}>
      <Field
        label={say.status}
        placeholder={say.statusExample}
        value={status}
        onChange={setStatus}
        max={LONGEST}
        hint={mine.status_until ? say.untilWhen(when.at(mine.status_until)) : undefined}
      />
      <Choice
        label={say.emoji}
        labelled
        wrap
        options={[
          { value: NONE, label: say.noEmoji },
          ...signs(mine.emoji).map((value) => ({ value, label: value })),
        ]}
        value={emoji || NONE}
        onChange={(sign) => setEmoji(sign === NONE ? '' : sign)}
      />
      <Choice
        label={say.until}
        labelled
        wrap
        options={SPANS.map((value) => ({ value, label: say.untils[value] }))}
        value={span}
        onChange={setSpan}
      />
      <Row gap="s" wrap>
        <Button
          kind="ember"
          label={say.say}
          disabled={status.trim() === '' && emoji === ''}
          busy={choose.isPending}
          onPress={() => tell(status.trim(), emoji, endOf(span))}
        />
        {said && <Button kind="plain" label={say.unsay} onPress={() => tell('', '', null)} />}
      </Row>
    </Part>
  );
}

/** The usual ones, and another that was chosen elsewhere. */
const signs = (mine: string): string[] =>
  mine === '' || SIGNS.some((sign) => sign === mine) ? [...SIGNS] : [...SIGNS, mine];

const chosen = ({ audience, busy, emoji, invisible, status, status_until }: MyPresence) => ({
  audience,
  busy,
  emoji,
  invisible,
  status,
  status_until,
});

/** When what I say of myself is gone, as an instant. */
function endOf(span: Span): string | null {
  if (span === 'open') return null;
  const hours = { hour: 1, four: 4, week: 168 };
  const at = span === 'tonight' ? midnight() : now() + hours[span] * HOUR_MS;
  return new Date(at).toISOString();
}

/** The next midnight on the clock of this device. */
function midnight(): number {
  const zone = timeZone();
  const tomorrow = wall(now() + 24 * HOUR_MS, zone).slice(0, 10);
  return instantsOf(`${tomorrow}T00:00`, zone)[0] ?? now() + 12 * HOUR_MS;
}
