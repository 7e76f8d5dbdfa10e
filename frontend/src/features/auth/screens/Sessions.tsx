// Where I am signed in: on which device, from where, when last; and ending it there, elsewhere, everywhere.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { leave } from '@/session/session';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Head } from '@/ui/Head';
import { Icon } from '@/ui/Icon';
import { Item } from '@/ui/Item';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { Wrong } from '../components/Titled';
import { endAllSessions, useEndSessions, useSessions } from '../data';
import { useWhen } from '../when';

export function Sessions() {
  const words = useWords();
  const say = words.people.me;
  const when = useWhen();
  const sessions = useSessions();
  const end = useEndSessions();
  return (
    <Box grow width="page" role="main">
      <Head title={say.sessions} back={{ label: words.common.back, href: '/me' }} />
      <Loaded answer={sessions} explain={(failure) => explain(words, failure)}>
        {(all) => (
          <Scroll pad="l" gap="l">
            <Text ink="soft">{words.account.sessionsLead}</Text>
            <Box gap="xs" role="list" label={say.sessions}>
              {all.map((one) => (
                <Item
                  key={one.id}
                  before={
                    <Icon name={/iOS|iPhone|Android/.test(one.device) ? 'phone' : 'desktop'} ink="faint" />
                  }
                  after={
                    !one.current && (
                      <Button
                        size="s"
                        label={say.endSession}
                        name={`${say.endSession}: ${one.device || say.unknownDevice}`}
                        busy={end.isPending && end.variables === one.id}
                        onPress={() => end.mutate(one.id)}
                      />
                    )
                  }
                >
                  <Text kind="strong" lines={1}>
                    {one.device || say.unknownDevice}
                  </Text>
                  <Text kind="small" ink="faint">
                    {[one.place, one.current ? say.thisDevice : when.lastUsed(one.last_used_at)]
                      .filter(Boolean)
                      .join(' · ')}
                  </Text>
                </Item>
              ))}
            </Box>
            <Wrong>{end.error && explain(words, end.error)}</Wrong>
            {all.length > 1 && (
              <Button
                label={say.endOthers}
                busy={end.isPending && end.variables === 'others'}
                onPress={() => end.mutate('others')}
              />
            )}
            <Everywhere />
          </Scroll>
        )}
      </Loaded>
    </Box>
  );
}

function Everywhere() {
  const words = useWords();
  const say = words.account;
  const [asking, ask] = useState(false);
  const end = useMutation({ mutationFn: endAllSessions, onSuccess: leave });
  return (
    <>
      <Button kind="danger" icon="leave" label={say.endAll} onPress={() => ask(true)} />
      <Dialog title={say.endAll} lead={say.endAllLead} open={asking} onClose={() => ask(false)}>
        <Wrong>{end.error && explain(words, end.error)}</Wrong>
        <Box gap="s">
          <Button kind="danger" label={say.endAll} busy={end.isPending} onPress={() => end.mutate()} full />
          <Button label={words.common.cancel} onPress={() => ask(false)} full />
        </Box>
      </Dialog>
    </>
  );
}
