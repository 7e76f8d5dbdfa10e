// When or where: everything that suits me, how many it suits, and for hosts what follows from it.
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { localWords } from '@/lib/time';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Text } from '@/ui/Text';
import { Vote } from '@/ui/Vote';
import type { EventPage } from '../data';
import { movedEnd } from '../draft';
import { type Poll, useClosePoll, usePolls, useVote } from '../lifeData';
import { ApplyEdit } from './ApplyEdit';

/** Whether polls are for me. */
const isAsked = ({ event, capabilities }: EventPage): boolean =>
  ['host', 'going', 'maybe'].includes(event.mine ?? '') || capabilities.includes('edit');

export function Polls({ page }: { page: EventPage }) {
  const say = useWords().asking;
  const { data } = usePolls(page.event.id, isAsked(page));
  if (!isAsked(page) || !data || data.length === 0) return null;
  return (
    <Box gap="m">
      <Text kind="heading" level={2}>
        {say.polls}
      </Text>
      {data.map((poll) => (
        <PollCard key={poll.id} page={page} poll={poll} />
      ))}
    </Box>
  );
}

type Option = Poll['options'][number];

function PollCard({ page, poll }: { page: EventPage; poll: Poll }) {
  const words = useWords();
  const say = words.asking;
  const { id } = page.event;
  const vote = useVote(id);
  const close = useClosePoll(id);
  const hosts = page.capabilities.includes('edit');
  const mine = poll.options.filter((option) => option.mine).map((option) => option.id);
  const most = Math.max(...poll.options.map(({ votes }) => votes));
  const name = ({ text, local_start }: Option) =>
    [local_start && localWords(local_start, words.locale), text].filter(Boolean).join(' · ');
  const toggle = (option: string) =>
    vote.mutate({
      poll: poll.id,
      options: mine.includes(option) ? mine.filter((one) => one !== option) : [...mine, option],
    });
  const failure = vote.error ?? close.error;
  return (
    <Box role="group" label={poll.question} surface="low" round="l" pad="l" gap="m">
      <Row gap="m" justify="space-between" align="flex-start">
        <Box grow>
          <Text kind="strong">{poll.question}</Text>
          <Text kind="small" ink="faint" live>
            {poll.open ? say.pollOpen : say.pollClosed}
          </Text>
        </Box>
        {hosts && poll.open && (
          <Button
            size="s"
            label={say.pollClose}
            busy={close.isPending}
            onPress={() => close.mutate(poll.id)}
          />
        )}
      </Row>
      {poll.options.map((option) => (
        <Vote
          key={option.id}
          label={name(option)}
          name={say.voteFor(name(option), say.votes(option.votes))}
          count={say.votes(option.votes)}
          share={most === 0 ? 0 : option.votes / most}
          on={option.mine}
          onToggle={poll.open ? () => toggle(option.id) : undefined}
        />
      ))}
      {failure && (
        <Box role="alert">
          <Text kind="small" ink="bad">
            {explain(words, failure)}
          </Text>
        </Box>
      )}
      {hosts && !poll.open && most > 0 && (
        <Winner page={page} poll={poll} best={poll.options.filter(({ votes }) => votes === most)} />
      )}
    </Box>
  );
}

/** What follows from a closed poll is an edit of the event, shown first as any other. */
function Winner({ page, poll, best }: { page: EventPage; poll: Poll; best: Option[] }) {
  const words = useWords();
  const say = words.asking;
  const { event } = page;
  const [moving, move] = useState<string | null>(null);
  const start = moving ?? event.local_start;
  return (
    <>
      <Row gap="s" wrap>
        {best.map(({ id, text, local_start }) =>
          poll.about === 'place' ? (
            <Button
              key={id}
              size="s"
              label={say.usePlace(text)}
              href={`/events/${event.id}/edit?place=${encodeURIComponent(text)}`}
            />
          ) : local_start && local_start.slice(0, 16) !== event.local_start.slice(0, 16) ? (
            <Button
              key={id}
              size="s"
              label={say.useTime(localWords(local_start, words.locale))}
              onPress={() => move(local_start)}
            />
          ) : null,
        )}
      </Row>
      <ApplyEdit
        page={page}
        open={moving !== null}
        onClose={() => move(null)}
        edit={{
          local_start: `${start.slice(0, 16)}:00`,
          local_end: `${movedEnd(event.local_end.slice(0, 16), event.local_start.slice(0, 16), start.slice(0, 16))}:00`,
        }}
      />
    </>
  );
}
