// A moment of mine: who likes it, keeping it, sharing it again, and deleting it.
import { router } from 'expo-router';
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Avatar } from '@/ui/Avatar';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Item } from '@/ui/Item';
import { Text } from '@/ui/Text';
import { type Moment, useKeep, useRemove, useShareAgain } from '../data';
import { sharingOf, useChosen } from '../sharing';
import { SharingFields } from './SharingFields';

type Mine = NonNullable<Moment['mine']>;

export function OwnMoment({ moment, mine }: { moment: Moment; mine: Mine }) {
  const words = useWords();
  const say = words.moments;
  const keep = useKeep(moment.id);
  const [asking, ask] = useState<'remove' | 'letGo' | 'share' | null>(null);
  const kept = moment.state === 'kept';
  const close = () => ask(null);
  return (
    <Box gap="m">
      <Text kind="small" ink="faint">
        {kept ? say.kept : say.audienceLead[mine.audience]}
      </Text>
      {mine.likes.length > 0 && (
        <Box gap="xs" role="list" label={say.likes(mine.likes.length)}>
          <Text kind="label" ink="soft">
            {say.likes(mine.likes.length)}
          </Text>
          {mine.likes.map((person) => (
            <Item key={person.id} href={`/people/${person.id}`} before={<Avatar person={person} size="s" />}>
              <Text lines={1}>{person.display_name}</Text>
            </Item>
          ))}
        </Box>
      )}
      <Row gap="s" wrap>
        {kept && <Button icon="share" label={say.shareAgain} onPress={() => ask('share')} />}
        {mine.keep ? (
          <Button label={say.letGo} onPress={() => (kept ? ask('letGo') : keep.mutate(false))} />
        ) : (
          <Button icon="journal" label={say.keepIt} busy={keep.isPending} onPress={() => keep.mutate(true)} />
        )}
        <Button kind="danger" icon="remove" label={say.remove} onPress={() => ask('remove')} />
      </Row>
      {keep.error && (
        <Box role="alert">
          <Text ink="bad">{explain(words, keep.error)}</Text>
        </Box>
      )}
      <Going id={moment.id} how={asking} onClose={close} />
      {asking === 'share' && <Again id={moment.id} onClose={close} />}
    </Box>
  );
}

/** Deleting it, or letting it go out of the journal, which is the same where nobody else sees it. */
function Going({
  id,
  how,
  onClose,
}: {
  id: string;
  how: 'remove' | 'letGo' | 'share' | null;
  onClose: () => void;
}) {
  const words = useWords();
  const say = words.moments;
  const remove = useRemove(id);
  return (
    <Dialog
      title={say.removeAsk}
      lead={how === 'letGo' ? say.letGoLead : say.removeLead}
      open={how === 'remove' || how === 'letGo'}
      onClose={onClose}
    >
      {remove.error && (
        <Text ink="bad" live>
          {explain(words, remove.error)}
        </Text>
      )}
      <Button
        kind="danger"
        label={say.remove}
        busy={remove.isPending}
        onPress={() => remove.mutate(undefined, { onSuccess: () => router.replace('/me/journal') })}
        full
      />
      <Button label={words.common.cancel} onPress={onClose} full />
    </Dialog>
  );
}

function Again({ id, onClose }: { id: string; onClose: () => void }) {
  const words = useWords();
  const say = words.moments;
  const { chosen, choose } = useChosen(null);
  const share = useShareAgain(id);
  const sharing = sharingOf(chosen);
  return (
    <Dialog title={say.shareAgain} lead={say.shareAgainLead} open onClose={onClose}>
      <SharingFields chosen={chosen} choose={choose} event={null} />
      {share.error && (
        <Text ink="bad" live>
          {explain(words, share.error)}
        </Text>
      )}
      <Button
        kind="ember"
        label={say.post}
        busy={share.isPending}
        onPress={() => sharing && share.mutate(sharing, { onSuccess: onClose })}
        full
      />
      <Button label={words.common.cancel} onPress={onClose} full />
    </Dialog>
  );
}
