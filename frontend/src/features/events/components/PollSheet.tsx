// Asking everybody when or where: two options at least.
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { newId } from '@/lib/ids';
import { Box, Row } from '@/ui/Box';
import { Button, IconButton } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Scroll } from '@/ui/Scroll';
import { Sheet } from '@/ui/Sheet';
import { Text } from '@/ui/Text';
import type { EventPage } from '../data';
import { useAskPoll } from '../lifeData';
import { OneOf } from './OneOf';

const ABOUT = ['time', 'place'] as const;
const MOST = 10;

interface Made {
  about: (typeof ABOUT)[number];
  question: string;
  options: string[];
}

const begin = (page: EventPage): Made => ({
  about: 'time',
  question: '',
  options: [page.event.local_start.slice(0, 16), ''],
});

/** The options as they are sent; null if there are not two different ones, each said. */
function optionsOf({ about, options }: Made): { text: string; local_start?: string }[] | null {
  const said = options.map((one) => one.trim());
  if (said.length < 2 || said.some((one) => one === '') || new Set(said).size < said.length) return null;
  return said.map((one) =>
    about === 'place' ? { text: one } : { text: '', local_start: `${one.slice(0, 16)}:00` },
  );
}

export function PollSheet({ page, open, onClose }: { page: EventPage; open: boolean; onClose: () => void }) {
  const words = useWords();
  const say = words.asking;
  const [made, make] = useState(() => begin(page));
  const [poll, next] = useState(newId);
  const [tried, setTried] = useState(false);
  const asking = useAskPoll(page.event.id);
  const options = optionsOf(made);
  const send = () => {
    setTried(true);
    if (!options) return;
    const question = made.question.trim() || (say.pollDefault[made.about] ?? '');
    asking.mutate(
      { poll, body: { about: made.about, question, options } },
      {
        onSuccess: () => {
          make(begin(page));
          next(newId());
          setTried(false);
          onClose();
        },
      },
    );
  };
  return (
    <Sheet label={say.poll} titled open={open} onClose={onClose}>
      <Scroll fit pad="m" gap="l">
        <Text kind="small" ink="soft">
          {say.pollLead}
        </Text>
        <OneOf
          label={say.pollAbout}
          options={ABOUT}
          words={say.pollAbouts}
          value={made.about}
          onChange={(about) =>
            make({ ...made, about, options: about === 'time' ? begin(page).options : ['', ''] })
          }
        />
        <Field
          label={say.pollQuestion}
          placeholder={say.pollDefault[made.about]}
          value={made.question}
          onChange={(question) => make({ ...made, question })}
          max={200}
        />
        <Options made={made} onChange={(all) => make({ ...made, options: all })} />
      </Scroll>
      <Box pad="m" gap="m">
        {(asking.error !== null || (tried && !options)) && (
          <Box role="alert">
            <Text kind="small" ink="bad">
              {options ? explain(words, asking.error) : say.pollWrong}
            </Text>
          </Box>
        )}
        <Button kind="ember" label={say.pollSend} busy={asking.isPending} onPress={send} full />
      </Box>
    </Sheet>
  );
}

function Options({ made, onChange }: { made: Made; onChange: (options: string[]) => void }) {
  const say = useWords().asking;
  const { options, about } = made;
  return (
    <>
      {options.map((option, at) => (
        <Row key={at} gap="s" align="flex-end">
          <Box grow>
            <Field
              kind={about === 'time' ? 'datetime' : 'text'}
              label={say.pollOption(at + 1)}
              value={option}
              onChange={(now) => onChange(options.map((one, place) => (place === at ? now : one)))}
              max={200}
            />
          </Box>
          {options.length > 2 && (
            <IconButton
              icon="close"
              label={say.pollRemove(at + 1)}
              onPress={() => onChange(options.filter((_, place) => place !== at))}
            />
          )}
        </Row>
      ))}
      {options.length < MOST && (
        <Button size="s" icon="add" label={say.pollAdd} onPress={() => onChange([...options, ''])} />
      )}
    </>
  );
}
