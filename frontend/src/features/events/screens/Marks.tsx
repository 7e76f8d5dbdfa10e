// What is kept of my showing up, for me alone: each mark, what it weighs by now, and saying that it is not right.
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { timeZone } from '@/lib/device';
import { dayWords } from '@/lib/time';
import { useNow } from '@/lib/useNow';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { Head } from '@/ui/Head';
import { Empty, Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { type Mark, useContest, useMarks } from '../lifeData';

export function Marks() {
  const words = useWords();
  const say = words.showing;
  return (
    <Box grow width="page" role="main">
      <Head title={say.marks} back={{ label: words.common.back, href: '/me' }} />
      <Loaded
        answer={useMarks()}
        explain={(failure) => explain(words, failure)}
        empty={{
          when: (marks) => marks.length === 0,
          show: <Empty icon="check" title={say.marksNone} lead={say.marksNoneLead} />,
        }}
      >
        {(marks) => (
          <Scroll pad="l" gap="xl" reach>
            <Text ink="soft">{say.marksLead}</Text>
            <Box role="list" label={say.marks} gap="m">
              {marks.map((mark) => (
                <Line key={mark.id} mark={mark} />
              ))}
            </Box>
          </Scroll>
        )}
      </Loaded>
    </Box>
  );
}

function Line({ mark }: { mark: Mark }) {
  const words = useWords();
  const say = words.showing;
  const now = useNow();
  const [asking, ask] = useState(false);
  const title = mark.event?.title ?? say.goneEvent;
  return (
    <Box role="listitem" surface="low" round="l" pad="l" gap="s">
      <Text kind="strong">{title}</Text>
      <Text kind="small" ink="soft">
        {[
          say.markKinds[mark.kind],
          dayWords(Date.parse(mark.at), now, timeZone(), words.locale),
          !mark.contested && say.markWeight(Math.round(mark.weight * 100)),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {mark.contested || mark.judged ? (
        <>
          <Text kind="small">{mark.judged ? say.markJudged : say.markContested}</Text>
          {mark.word !== '' && (
            <Text kind="small" ink="faint">
              {say.markWord(mark.word)}
            </Text>
          )}
        </>
      ) : (
        <Row>
          <Button size="s" label={say.contest} name={`${say.contest}: ${title}`} onPress={() => ask(true)} />
        </Row>
      )}
      <Contest mark={mark} title={title} open={asking} onClose={() => ask(false)} />
    </Box>
  );
}

interface ContestProps {
  mark: Mark;
  title: string;
  open: boolean;
  onClose: () => void;
}

function Contest({ mark, title, open, onClose }: ContestProps) {
  const words = useWords();
  const say = words.showing;
  const [word, setWord] = useState('');
  const contest = useContest();
  return (
    <Dialog title={say.contestWhat(title)} open={open} onClose={onClose}>
      <Field
        long
        label={say.contestWord}
        value={word}
        onChange={setWord}
        max={500}
        autoFocus
        wrong={contest.error && explain(words, contest.error)}
      />
      <Box gap="s">
        <Button
          kind="ember"
          label={say.contestSend}
          disabled={word.trim() === ''}
          busy={contest.isPending}
          onPress={() => contest.mutate({ mark: mark.id, word: word.trim() }, { onSuccess: onClose })}
          full
        />
        <Button label={words.common.cancel} onPress={onClose} full />
      </Box>
    </Dialog>
  );
}
