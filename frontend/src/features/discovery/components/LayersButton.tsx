// Which layers are on the map and in the list beside it.
import { useState } from 'react';
import { useWords } from '@/i18n/useWords';
import { useStore } from '@/lib/store';
import { IconButton } from '@/ui/Button';
import { Sheet } from '@/ui/Sheet';
import { Toggle } from '@/ui/Toggle';
import { LAYERS, off, switchLayer } from '../layers';

export function LayersButton({ floating }: { floating?: boolean }) {
  const say = useWords().where;
  const [open, setOpen] = useState(false);
  const without = useStore(off);
  return (
    <>
      <IconButton
        icon="layers"
        label={say.layersLabel}
        kind={floating ? 'glass' : 'plain'}
        onPress={() => setOpen(true)}
      />
      <Sheet label={say.layersLabel} titled open={open} onClose={() => setOpen(false)}>
        {LAYERS.map(({ name }) => (
          <Toggle
            key={name}
            label={say.layers[name]}
            hint={say.layersHint[name]}
            on={!without.includes(name)}
            onChange={(on) => switchLayer(name, on)}
          />
        ))}
      </Sheet>
    </>
  );
}
