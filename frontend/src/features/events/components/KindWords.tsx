// Kind words on somebody's page, and the way to write one for whoever met them.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { ReportSheet } from '@/features/chat/components/ReportSheet';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Loaded } from '@/ui/Loaded';
import { Text } from '@/ui/Text';
import { type KindWord, type PersonCard, useKindWords } from '../kindData';
import { KindButton } from './KindSheet';
import { KindWordCard } from './KindWordCard';

export function KindWords({ person, own }: { person: PersonCard; own: boolean }) {
  const words = useWords();
  const say = words.kindness;
  const found = useKindWords(person.id);
  return (
    <Loaded answer={found} explain={(failure) => explain(words, failure)}>
      {({ data, mine, may_write }) =>
        data.length === 0 && !mine && !may_write ? null : (
          <Box gap="m">
            <Text kind="heading" level={2}>
              {say.title}
            </Text>
            {data.length > 0 && (
              <>
                <Text kind="small" ink="faint">
                  {say.noPromise}
                </Text>
                <Box gap="s" role="list" label={say.title}>
                  {data.map((one) => (
                    <One key={one.id} one={one} own={own} />
                  ))}
                </Box>
              </>
            )}
            {!own && (
              <Row>
                <KindButton person={person} mine={mine} may={may_write} />
              </Row>
            )}
          </Box>
        )
      }
    </Loaded>
  );
}

function One({ one, own }: { one: KindWord; own: boolean }) {
  const say = useWords().kindness;
  const note = [say.month(one.month), one.event && say.at(one.event.title)].filter(Boolean).join(' · ');
  return (
    <KindWordCard person={one.writer} kinds={one.kinds} words={one.words} note={note}>
      {!own && <ReportKindWord id={one.id} writer={one.writer} />}
    </KindWordCard>
  );
}

export function ReportKindWord({ id, writer }: { id: string; writer: PersonCard }) {
  const say = useWords().talk.report;
  const cache = useQueryClient();
  const [open, setOpen] = useState(false);
  return (
    <Row>
      <Button
        kind="plain"
        size="s"
        icon="report"
        label={say.title}
        name={`${say.title}: ${writer.display_name}`}
        onPress={() => setOpen(true)}
      />
      <ReportSheet
        what={{ kind: 'kind_word', target_id: id }}
        open={open}
        onClose={() => setOpen(false)}
        onBlocked={() => void cache.invalidateQueries()}
      />
    </Row>
  );
}
