// What was written about me, which I show or not, and what I wrote about others.
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { useWhen } from '@/features/auth/when';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Head } from '@/ui/Head';
import { Empty, Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { KindButton } from '../components/KindSheet';
import { KindWordCard } from '../components/KindWordCard';
import { ReportKindWord } from '../components/KindWords';
import { type Received, useAnswerKindWord, useMyKindWords } from '../kindData';

export function MyKindWords() {
  const words = useWords();
  const say = words.kindness;
  const when = useWhen();
  return (
    <Box grow width="page" role="main">
      <Head title={say.title} back={{ label: words.common.back, href: '/me' }} />
      <Loaded
        answer={useMyKindWords()}
        explain={(failure) => explain(words, failure)}
        empty={{
          when: ({ received, written }) => received.length + written.length === 0,
          show: <Empty icon="close_friend" title={say.none} lead={say.noneLead} />,
        }}
      >
        {({ received, written }) => (
          <Scroll pad="l" gap="xxl">
            <Text ink="soft">{say.rules}</Text>
            <Part title={say.waiting} all={received.filter((one) => one.state === 'waiting')} />
            <Part title={say.aboutMe} all={received.filter((one) => one.state !== 'waiting')} />
            {written.length > 0 && (
              <Box gap="m">
                <Text kind="heading" level={2}>
                  {say.byMe}
                </Text>
                <Text kind="small" ink="soft">
                  {say.byMeLead}
                </Text>
                <Box gap="s" role="list" label={say.byMe}>
                  {written.map((one) => (
                    <KindWordCard key={one.person.id} {...one} note={when.day(one.written_at)}>
                      <Row>
                        <KindButton person={one.person} mine={one} may={false} small />
                      </Row>
                    </KindWordCard>
                  ))}
                </Box>
              </Box>
            )}
          </Scroll>
        )}
      </Loaded>
    </Box>
  );
}

function Part({ title, all }: { title: string; all: Received[] }) {
  if (all.length === 0) return null;
  return (
    <Box gap="m">
      <Text kind="heading" level={2}>
        {title}
      </Text>
      <Box gap="s" role="list" label={title}>
        {all.map((one) => (
          <About key={one.id} one={one} />
        ))}
      </Box>
    </Box>
  );
}

function About({ one }: { one: Received }) {
  const words = useWords();
  const say = words.kindness;
  const when = useWhen();
  const answer = useAnswerKindWord();
  const name = one.writer.display_name;
  const button = (to: 'shown' | 'hidden' | 'declined', kind: 'ember' | 'quiet' | 'plain') => (
    <Button
      size="s"
      kind={kind}
      label={say.answers[to]}
      name={`${say.answers[to]}: ${name}`}
      busy={answer.isPending && answer.variables.answer === to}
      onPress={() => answer.mutate({ word: one, answer: to })}
    />
  );
  const note = [
    one.event ? say.at(one.event.title) : when.day(one.written_at),
    one.state !== 'waiting' && say.states[one.state],
  ];
  return (
    <KindWordCard
      person={one.writer}
      kinds={one.kinds}
      words={one.words}
      note={note.filter(Boolean).join(' · ')}
    >
      <Row gap="s" wrap>
        {one.state !== 'shown' && button('shown', one.state === 'waiting' ? 'ember' : 'quiet')}
        {one.state !== 'hidden' && button('hidden', 'quiet')}
        {button('declined', 'plain')}
      </Row>
      {answer.error && (
        <Box role="alert">
          <Text ink="bad">{explain(words, answer.error)}</Text>
        </Box>
      )}
      <ReportKindWord id={one.id} writer={one.writer} />
    </KindWordCard>
  );
}
