// My data to take along, and leaving.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Part } from '@/features/auth/components/Part';
import { useWhen } from '@/features/auth/when';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Head } from '@/ui/Head';
import { Item } from '@/ui/Item';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { fetchExport, useAskExport, useDeactivate, useExports } from '../data';

export function MyData() {
  const words = useWords();
  const say = words.people.data;
  return (
    <Box grow width="page" role="main">
      <Head title={say.title} back={{ label: words.common.back, href: '/me' }} />
      <Scroll pad="l" gap="xxl">
        <Take />
        <Leave />
      </Scroll>
    </Box>
  );
}

function Take() {
  const words = useWords();
  const say = words.people.data;
  const when = useWhen();
  const exports = useExports();
  const ask = useAskExport();
  const fetch = useMutation({ mutationFn: fetchExport });
  const failure = ask.error ?? fetch.error;
  const preparing = exports.data?.some((one) => one.state === 'preparing');
  return (
    <Part title={say.take} lead={say.takeLead}>
      <Loaded answer={exports} explain={(refused) => explain(words, refused)}>
        {(all) =>
          all.length > 0 && (
            <Box gap="xs" role="list" label={say.take}>
              {all.map((one) => (
                <Item
                  key={one.id}
                  after={
                    one.state === 'ready' && (
                      <Row gap="s">
                        {(['page', 'json'] as const).map((form) => (
                          <Button
                            key={form}
                            size="s"
                            icon="download"
                            label={say.forms[form]}
                            name={`${say.download} ${say.forms[form]}`}
                            onPress={() => fetch.mutate({ id: one.id, form })}
                          />
                        ))}
                      </Row>
                    )
                  }
                >
                  <Text kind="strong">{when.at(one.created_at)}</Text>
                  <Text kind="small" ink="faint" live>
                    {one.state === 'ready' ? say.until(when.day(one.expires_at)) : say.preparing}
                  </Text>
                </Item>
              ))}
            </Box>
          )
        }
      </Loaded>
      {failure && (
        <Text ink="bad" live>
          {explain(words, failure)}
        </Text>
      )}
      <Button
        icon="download"
        label={say.prepare}
        busy={ask.isPending}
        disabled={preparing}
        onPress={() => ask.mutate()}
      />
    </Part>
  );
}

function Leave() {
  const words = useWords();
  const say = words.people.data;
  const [asking, ask] = useState(false);
  const leave = useDeactivate();
  return (
    <Part title={say.leave} lead={say.leaveLead}>
      <Button kind="danger" icon="remove" label={say.leaveButton} onPress={() => ask(true)} />
      {leave.error && (
        <Text ink="bad" live>
          {explain(words, leave.error)}
        </Text>
      )}
      <Dialog title={say.leaveAsk} lead={say.leaveAskLead} open={asking} onClose={() => ask(false)}>
        <Box gap="s">
          <Button
            kind="danger"
            label={say.leaveButton}
            onPress={() => {
              ask(false); // the question whether it is really them comes next
              leave.mutate();
            }}
            full
          />
          <Button label={say.stay} onPress={() => ask(false)} full />
        </Box>
      </Dialog>
    </Part>
  );
}
