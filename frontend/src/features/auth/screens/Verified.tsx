// The mark that somebody checked who I am: getting it, what it says and does not, and letting it go.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Schemas, api, ask } from '@/api/client';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { certainly } from '@/session/certain';
import { toChecker } from '@/session/ways';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Head } from '@/ui/Head';
import { Icon } from '@/ui/Icon';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { useWhen } from '../when';

const MARK = ['users', 'me', 'verification']; // under users, which my own topic keeps current

type Verification = Schemas['Verification'];

export const useVerification = () =>
  useQuery({
    queryKey: MARK,
    queryFn: ({ signal }) => ask(api.GET('/api/v1/auth/verification', { signal })),
  });

export function Verified() {
  const words = useWords();
  const say = words.verifying;
  return (
    <Box grow width="page" role="main">
      <Head title={say.title} back={{ label: words.common.back, href: '/me' }} />
      <Loaded answer={useVerification()} explain={(failure) => explain(words, failure)}>
        {(mine) => (
          <Scroll pad="l" gap="xl">
            <Mine mark={mine.mark} />
            <Says title={say.saysTitle} all={say.says} icon="check" />
            <Says title={say.notTitle} all={say.not} icon="close" />
            <Says title={say.keptTitle} all={say.kept} icon="lock" />
            <Steps mine={mine} />
          </Scroll>
        )}
      </Loaded>
    </Box>
  );
}

function Mine({ mark }: { mark: Verification['mark'] }) {
  const say = useWords().verifying;
  const when = useWhen();
  return (
    <Row surface="low" round="l" pad="l" gap="m" role="group" label={say.mine}>
      <Icon name="shield" ink={mark && !mark.revoked ? 'good' : 'faint'} />
      <Box grow>
        <Text kind="strong">{mark ? (mark.revoked ? say.revoked : say.kinds[mark.kind]) : say.none}</Text>
        {mark && (
          <Text kind="small" ink="soft">
            {say.between(when.date(mark.verified_at), when.date(mark.expires_at))}
          </Text>
        )}
      </Box>
    </Row>
  );
}

function Says({
  title,
  all,
  icon,
}: {
  title: string;
  all: readonly string[];
  icon: 'check' | 'close' | 'lock';
}) {
  return (
    <Box gap="s">
      <Text kind="heading" level={2}>
        {title}
      </Text>
      {all.map((one) => (
        <Row key={one} gap="s" align="flex-start">
          <Icon name={icon} size={16} ink="faint" />
          <Text ink="soft" grow>
            {one}
          </Text>
        </Row>
      ))}
    </Box>
  );
}

function Steps({ mine: { mark, offered } }: { mine: Verification }) {
  const words = useWords();
  const say = words.verifying;
  const cache = useQueryClient();
  const start = useMutation({ mutationFn: () => certainly(toChecker) });
  const drop = useMutation({
    mutationFn: () => ask(api.DELETE('/api/v1/auth/verification')),
    onSettled: () => cache.invalidateQueries(),
  });
  const failure = start.error ?? drop.error;
  return (
    <Box gap="s">
      {!offered && <Text ink="faint">{say.off}</Text>}
      {failure && (
        <Box role="alert">
          <Text ink="bad">{explain(words, failure)}</Text>
        </Box>
      )}
      {offered && !mark?.revoked && (
        <Button
          kind={mark ? 'quiet' : 'ember'}
          icon="shield"
          label={mark ? say.again : say.start}
          busy={start.isPending}
          onPress={() => start.mutate()}
        />
      )}
      {mark && !mark.revoked && (
        <>
          <Button icon="edit" label={say.whoSees} href="/me/profile" />
          <Button kind="danger" label={say.drop} busy={drop.isPending} onPress={() => drop.mutate()} />
        </>
      )}
    </Box>
  );
}
