// Writing something kind about somebody whom one met, writing it anew, or taking it back.
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Picks } from '@/ui/Picks';
import { Sheet } from '@/ui/Sheet';
import { Text } from '@/ui/Text';
import { KINDS, type Kindness, LONGEST, type Mine, type PersonCard, useWriteKindWord } from '../kindData';

export interface KindButtonProps {
  person: PersonCard;
  mine: Mine | null;
  /** Whether it may be written anew; what was written can always be taken back. */
  may: boolean;
  small?: boolean;
}

/** The way to it: what there is to do about this person, if there is something. */
export function KindButton({ person, mine, may, small }: KindButtonProps) {
  const say = useWords().kindness;
  const [open, setOpen] = useState(false);
  if (!mine && !may) return null;
  const label = mine ? say.change : say.write;
  return (
    <>
      <Button
        size={small ? 's' : 'm'}
        icon="close_friend"
        label={label}
        name={`${label}: ${person.display_name}`}
        onPress={() => setOpen(true)}
      />
      <Sheet label={say.about(person.display_name)} titled open={open} onClose={() => setOpen(false)}>
        <Form person={person} mine={mine} may={may} done={() => setOpen(false)} />
      </Sheet>
    </>
  );
}

function Form({ person, mine, may, done }: Omit<KindButtonProps, 'small'> & { done: () => void }) {
  const words = useWords();
  const say = words.kindness;
  const [kinds, setKinds] = useState<Kindness[]>(mine?.kinds ?? []);
  const [text, setText] = useState(mine?.words ?? '');
  const write = useWriteKindWord(person.id);
  const send = (body: Parameters<typeof write.mutate>[0]) => write.mutate(body, { onSuccess: done });
  return (
    <Box gap="l">
      <Text ink="soft">{say.lead(person.display_name)}</Text>
      {may && (
        <>
          <Picks
            label={say.what}
            options={KINDS.map((value) => ({ value, label: say.kinds[value] }))}
            values={kinds}
            onChange={setKinds}
          />
          <Field long label={say.words} hint={say.wordsHint} value={text} onChange={setText} max={LONGEST} />
        </>
      )}
      {write.error && (
        <Box role="alert">
          <Text ink="bad">{explain(words, write.error)}</Text>
        </Box>
      )}
      <Box gap="s">
        {may && (
          <Button
            kind="ember"
            label={say.send}
            busy={write.isPending}
            disabled={kinds.length === 0}
            onPress={() => send({ kinds, words: text.trim() })}
            full
          />
        )}
        {mine && (
          <Button kind="danger" label={say.takeBack} busy={write.isPending} onPress={() => send(null)} full />
        )}
      </Box>
    </Box>
  );
}
