// What else can be done about somebody: close friend, unfriend, quiet, block, report.
import { useState } from 'react';
import { router } from 'expo-router';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { useBlock, useMutePerson, useMutes } from '@/features/users/data';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Sheet, SheetItem } from '@/ui/Sheet';
import { Text } from '@/ui/Text';
import { type PersonCard, useAct, useRelationship } from '../data';
import { ReportDialog } from './ReportDialog';

export interface PersonMenuProps {
  person: PersonCard;
  open: boolean;
  onClose: () => void;
}

export function PersonMenu({ person, open, onClose }: PersonMenuProps) {
  const words = useWords();
  const say = words.friends;
  const [asking, ask] = useState<'block' | 'part' | 'report' | null>(null);
  const { data: how } = useRelationship(person.id);
  const act = useAct(person.id);
  const mutes = useMutes();
  const mute = useMutePerson();
  const muted = mutes.data?.some((one) => one.person.id === person.id) ?? false;
  const then = (what: () => void) => () => {
    onClose();
    what();
  };
  return (
    <>
      <Sheet label={say.more(person.display_name)} open={open} onClose={onClose}>
        {how?.state === 'friends' && (
          <>
            <SheetItem
              icon="close_friend"
              label={how.close ? say.lessClose : say.makeClose}
              onPress={then(() => act.mutate(how.close ? 'lessClose' : 'close'))}
            />
            <SheetItem icon="refuse" label={say.part} onPress={then(() => ask('part'))} />
          </>
        )}
        <SheetItem
          icon={muted ? 'bell' : 'quiet'}
          label={muted ? say.unmute : say.mute}
          onPress={then(() => mute.mutate({ id: person.id, on: !muted }))}
        />
        <SheetItem icon="block" danger label={say.block} onPress={then(() => ask('block'))} />
        <SheetItem icon="report" danger label={say.report} onPress={then(() => ask('report'))} />
      </Sheet>
      {(act.error ?? mute.error) && (
        <Text ink="bad" live>
          {explain(words, act.error ?? mute.error)}
        </Text>
      )}
      <PartDialog person={person} open={asking === 'part'} onClose={() => ask(null)} />
      <BlockDialog person={person} open={asking === 'block'} onClose={() => ask(null)} />
      <ReportDialog person={person} open={asking === 'report'} onClose={() => ask(null)} />
    </>
  );
}

function PartDialog({ person, open, onClose }: PersonMenuProps) {
  const words = useWords();
  const say = words.friends;
  const act = useAct(person.id);
  return (
    <Dialog title={say.partAsk(person.display_name)} lead={say.partLead} open={open} onClose={onClose}>
      {act.error && <Text ink="bad">{explain(words, act.error)}</Text>}
      <Box gap="s">
        <Button
          kind="danger"
          label={say.part}
          busy={act.isPending}
          onPress={() => act.mutate('part', { onSuccess: onClose })}
          full
        />
        <Button label={words.common.cancel} onPress={onClose} full />
      </Box>
    </Dialog>
  );
}

function BlockDialog({ person, open, onClose }: PersonMenuProps) {
  const words = useWords();
  const say = words.friends;
  const block = useBlock();
  const go = () => block.mutate({ id: person.id, on: true }, { onSuccess: () => router.replace('/friends') });
  return (
    <Dialog title={say.blockAsk(person.display_name)} lead={say.blockLead} open={open} onClose={onClose}>
      {block.error && <Text ink="bad">{explain(words, block.error)}</Text>}
      <Box gap="s">
        <Button kind="danger" label={say.block} busy={block.isPending} onPress={go} full />
        <Button label={words.common.cancel} onPress={onClose} full />
      </Box>
    </Dialog>
  );
}
