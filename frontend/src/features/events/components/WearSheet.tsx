// What I can be known by at the place.
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Sheet } from '@/ui/Sheet';
import { Text } from '@/ui/Text';
import { useWear } from '../meetingData';

const LONGEST = 80;

export function WearSheet({ id, worn, onClose }: { id: string; worn: string; onClose: () => void }) {
  const words = useWords();
  const say = words.meeting;
  const [wears, setWears] = useState(worn);
  const wear = useWear(id);
  const save = () => wear.mutate(wears.trim(), { onSuccess: onClose });
  return (
    <Sheet label={say.wear} open onClose={onClose}>
      <Box pad="m" gap="l">
        <Field
          label={say.wear}
          placeholder={say.wearExample}
          hint={say.wearHint}
          value={wears}
          onChange={setWears}
          onSubmit={save}
          max={LONGEST}
          autoFocus
        />
        {wear.error && (
          <Box role="alert">
            <Text ink="bad">{explain(words, wear.error)}</Text>
          </Box>
        )}
        <Button kind="ember" label={words.common.save} busy={wear.isPending} onPress={save} full />
      </Box>
    </Sheet>
  );
}
