// Over the map: share where I am, see that I do, and be a ghost with one tap.
import { router } from 'expo-router';
import { useState } from 'react';
import { useWords } from '@/i18n/useWords';
import { Row } from '@/ui/Box';
import { Button, IconButton } from '@/ui/Button';
import { useSharing, useWhere } from '../whereData';
import { GhostSheet } from './GhostSheet';
import { ShareWhere } from './ShareWhere';

export function WhereBar() {
  const say = useWords().where;
  const sharing = useSharing().data;
  const haunt = useWhere('haunt');
  const [open, setOpen] = useState<'share' | 'ghost' | null>(null);
  const shares = (sharing?.shares ?? []).filter((one) => one.precision !== 'hidden');
  const vanish = () => {
    if (!sharing?.ghost) haunt.mutate({ everybody: false, until: null });
    setOpen('ghost');
  };
  return (
    <Row gap="s">
      <Row surface="glass" round="round" padX="xs">
        <Button
          kind="plain"
          size="s"
          icon="here"
          label={shares.length > 0 ? say.sharing : say.share}
          onPress={() => (shares.length > 0 ? router.push('/me/seen') : setOpen('share'))}
        />
        {shares.length > 0 && (
          <IconButton
            icon="ghost"
            label={sharing?.ghost ? say.ghostOn : say.beGhost}
            onPress={vanish}
            kind={sharing?.ghost ? 'ember' : 'plain'}
          />
        )}
      </Row>
      <ShareWhere open={open === 'share'} onClose={() => setOpen(null)} />
      <GhostSheet open={open === 'ghost'} onClose={() => setOpen(null)} />
    </Row>
  );
}
