// How I am told: topic by topic on the phone and by mail, and when I am left in peace.
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Part } from '@/features/auth/components/Part';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/Choice';
import { Field } from '@/ui/Field';
import { Head } from '@/ui/Head';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { Toggle } from '@/ui/Toggle';
import { type Telling as Preferences, type TopicTelling, useTelling, useTellMe } from '../data';

const MAILS = ['now', 'digest', 'off'] as const;
const QUIET = { quiet_from: '22:00:00', quiet_until: '08:00:00' };

type Tell = ReturnType<typeof useTellMe>;

export function Telling() {
  const words = useWords();
  const say = words.telling;
  const tell = useTellMe();
  return (
    <Box grow width="page" role="main">
      <Head title={say.title} back={{ label: words.common.back, href: '/me' }} />
      <Loaded answer={useTelling()} explain={(failure) => explain(words, failure)}>
        {(all) => (
          <Scroll pad="l" gap="xxl">
            {tell.error && (
              <Text ink="bad" live>
                {explain(words, tell.error)}
              </Text>
            )}
            <Quiet all={all} tell={tell} />
            <Part title={say.topicsTitle} lead={say.topicsLead}>
              {all.topics.map((one) => (
                <Topic key={one.topic} one={one} tell={tell} />
              ))}
            </Part>
          </Scroll>
        )}
      </Loaded>
    </Box>
  );
}

function Topic({ one, tell }: { one: TopicTelling; tell: Tell }) {
  const say = useWords().telling;
  const { name, about } = say.topics[one.topic];
  const choose = (changed: Partial<TopicTelling>) => tell.mutate({ topics: [{ ...one, ...changed }] });
  return (
    <Box surface="low" round="l" pad="m" gap="s" role="group" label={name}>
      <Toggle
        label={name}
        hint={`${about} ${one.push ? say.pushed : say.notPushed}`}
        on={one.push}
        onChange={(push) => choose({ push })}
      />
      <Box padX="m" gap="s">
        {one.topic === 'account' ? (
          <Text kind="small" ink="faint">
            {say.mailedAlways}
          </Text>
        ) : (
          <Choice
            label={say.mail}
            labelled
            wrap
            options={MAILS.map((value) => ({ value, label: say.mails[value] }))}
            value={one.mail}
            onChange={(mail) => choose({ mail })}
          />
        )}
      </Box>
    </Box>
  );
}

function Quiet({ all, tell }: { all: Preferences; tell: Tell }) {
  const say = useWords().telling;
  const { quiet_from: from, quiet_until: until } = all;
  return (
    <Part title={say.quietTitle}>
      <Toggle
        label={say.quiet}
        hint={say.quietHint}
        on={from !== null}
        onChange={(on) => tell.mutate(on ? QUIET : { quiet_from: null, quiet_until: null })}
      />
      {from !== null && until !== null && (
        <Hours key={`${from}${until}`} from={from.slice(0, 5)} until={until.slice(0, 5)} tell={tell} />
      )}
      <Toggle
        label={say.previews}
        hint={say.previewsHint}
        on={all.previews}
        onChange={(previews) => tell.mutate({ previews })}
      />
    </Part>
  );
}

function Hours({ tell, ...kept }: { from: string; until: string; tell: Tell }) {
  const words = useWords();
  const say = words.telling;
  const [from, setFrom] = useState(kept.from);
  const [until, setUntil] = useState(kept.until);
  const right = [from, until].every((time) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time));
  const save = () => tell.mutate({ quiet_from: `${from}:00`, quiet_until: `${until}:00` });
  return (
    <Box padX="m" gap="m">
      <Box row gap="m" align="flex-start">
        <Box grow>
          <Field kind="time" label={say.from} value={from} onChange={setFrom} />
        </Box>
        <Box grow>
          <Field kind="time" label={say.until} value={until} onChange={setUntil} />
        </Box>
      </Box>
      {(from !== kept.from || until !== kept.until) && (
        <Button kind="ember" label={words.common.save} disabled={!right} onPress={save} />
      )}
    </Box>
  );
}
