// What is shown, followed: this part of the map, with the kind that is chosen.
import { useState } from 'react';
import { FollowButton } from '@/features/events/components/FollowButton';
import { aroundOf } from '@/features/events/followed';
import { useWords } from '@/i18n/useWords';
import { useStore } from '@/lib/store';
import { Box } from '@/ui/Box';
import { Field } from '@/ui/Field';
import { Text } from '@/ui/Text';
import { shown, viewport } from '../stage';

export function FollowHere() {
  const words = useWords();
  const say = words.following;
  const box = useStore(viewport);
  const { category } = useStore(shown);
  const [named, setNamed] = useState<string | null>(null);
  if (!box) return null;
  const kind = category && words.events.categories[category];
  const name = named ?? (kind ? say.kindHere(kind) : say.here);
  return (
    <Box gap="s">
      <Text kind="label" ink="soft">
        {say.hereTitle}
      </Text>
      <Field label={say.hereName} hint={say.hereHint} value={name} onChange={setNamed} max={80} />
      <FollowButton what={{ name: name.trim(), around: aroundOf(box), category }} of={name} />
    </Box>
  );
}
