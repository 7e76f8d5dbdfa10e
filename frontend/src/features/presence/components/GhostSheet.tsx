// A ghost: for how long, who still sees me, and whether they shall.
import { useWhen } from '@/features/auth/when';
import { useWords } from '@/i18n/useWords';
import { now } from '@/lib/clock';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/Choice';
import { Sheet } from '@/ui/Sheet';
import { Text } from '@/ui/Text';
import { Toggle } from '@/ui/Toggle';
import { useSeenBy, useSharing, useWhere } from '../whereData';

const SPANS = ['3', '24', 'open'] as const; // hours

export function GhostSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const say = useWords().where;
  return (
    <Sheet label={say.ghostTitle} titled open={open} onClose={onClose}>
      {open && <Ghost onClose={onClose} />}
    </Sheet>
  );
}

function Ghost({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const say = words.where;
  const { at } = useWhen();
  const ghost = useSharing().data?.ghost;
  const still = (useSeenBy().data ?? []).filter((one) => !one.resting);
  const haunt = useWhere('haunt');
  const appear = useWhere('appear');
  const everybody = ghost?.everybody ?? false;
  const span = ghost && !ghost.until ? 'open' : null;
  const change = (what: { until?: string | null; everybody?: boolean }) =>
    haunt.mutate({ until: ghost?.until ?? null, everybody, ...what });
  return (
    <Box pad="m" gap="l">
      <Text ink="soft">{ghost?.until ? say.ghostUntil(at(ghost.until)) : say.ghostLead}</Text>
      <Choice
        label={say.howLong}
        labelled
        wrap
        deliberate
        options={SPANS.map((value) => ({ value, label: say.ghostSpans[value] }))}
        value={span}
        onChange={(value) =>
          change({
            until: value === 'open' ? null : new Date(now() + Number(value) * 3_600_000).toISOString(),
          })
        }
      />
      <Toggle
        label={say.everybody}
        hint={say.everybodyHint}
        on={everybody}
        onChange={(on) => change({ everybody: on })}
      />
      <Text kind="small" ink={still.length > 0 ? 'normal' : 'soft'} live>
        {still.length > 0
          ? say.stillSeen(still.map(({ person }) => person.display_name).join(', '))
          : say.nobodyStill}
      </Text>
      <Button
        kind="ember"
        label={say.appear}
        busy={appear.isPending}
        onPress={() => appear.mutate(null, { onSuccess: onClose })}
        full
      />
      <Button kind="plain" label={say.stay} onPress={onClose} full />
    </Box>
  );
}
