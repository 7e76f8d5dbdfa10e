// What the host asks before one comes: the answers go along with "I'm going".
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Scroll } from '@/ui/Scroll';
import { Sheet } from '@/ui/Sheet';
import { Text } from '@/ui/Text';
import type { EventPage, Rsvp } from '../data';

export interface JoinQuestionsProps {
  page: EventPage;
  open: boolean;
  /** What the button says that sends them. */
  label: string;
  busy: boolean;
  failure: unknown;
  onClose: () => void;
  onAnswer: (answers: NonNullable<Rsvp['answers']>) => void;
}

export function JoinQuestions({ page, open, label, busy, failure, onClose, onAnswer }: JoinQuestionsProps) {
  const words = useWords();
  const say = words.asking;
  const { questions, standing } = page;
  const [told, tell] = useState<Record<string, string>>({});
  const [tried, setTried] = useState(false);
  const before = new Map(standing?.answers.map(({ question, answer }) => [question, answer]));
  const said = (id: string) => told[id] ?? before.get(id) ?? '';
  const missing = ({ id, required }: EventPage['questions'][number]) => required && said(id).trim() === '';
  const go = () => {
    setTried(true);
    if (!questions.some(missing))
      onAnswer(questions.map(({ id }) => ({ question: id, answer: said(id).trim() })));
  };
  return (
    <Sheet label={say.hostAsks} titled open={open} onClose={onClose}>
      <Scroll fit pad="m" gap="l">
        {questions.map((question, at) => (
          <Field
            key={question.id}
            long
            label={question.required ? question.prompt : say.optional(question.prompt)}
            value={said(question.id)}
            onChange={(now) => tell({ ...told, [question.id]: now })}
            max={500}
            autoFocus={at === 0}
            wrong={tried && missing(question) ? say.answerWrong : null}
          />
        ))}
        <Text kind="small" ink="faint">
          {say.hostAsksLead}
        </Text>
      </Scroll>
      <Box pad="m" gap="m">
        {failure !== null && (
          <Box role="alert">
            <Text kind="small" ink="bad">
              {explain(words, failure)}
            </Text>
          </Box>
        )}
        <Button kind="ember" label={label} busy={busy} onPress={go} full />
      </Box>
    </Sheet>
  );
}
