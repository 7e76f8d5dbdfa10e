// What a host asks at joining: up to five questions, each needed or not.
import { useWords } from '@/i18n/useWords';
import { newId } from '@/lib/ids';
import { Box, Row } from '@/ui/Box';
import { Button, IconButton } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Text } from '@/ui/Text';
import { Toggle } from '@/ui/Toggle';
import { type Asked, MOST_QUESTIONS } from '../draft';

export interface QuestionFieldsProps {
  questions: Asked[];
  onChange: (questions: Asked[]) => void;
  wrong: string | null;
}

export function QuestionFields({ questions, onChange, wrong }: QuestionFieldsProps) {
  const say = useWords().asking;
  const set = (id: string, more: Partial<Asked>) =>
    onChange(questions.map((one) => (one.id === id ? { ...one, ...more } : one)));
  return (
    <Box gap="m" role="group" label={say.questions}>
      <Text kind="label" ink="soft">
        {say.questions}
      </Text>
      {questions.map(({ id, prompt, required }, at) => (
        <Box key={id} surface="mid" round="m" pad="s" gap="xs">
          <Row gap="s" align="flex-end">
            <Box grow>
              <Field
                label={say.question(at + 1)}
                value={prompt}
                onChange={(now) => set(id, { prompt: now })}
                max={200}
                autoFocus={prompt === ''}
                wrong={prompt.trim() === '' ? wrong : null}
              />
            </Box>
            <IconButton
              icon="close"
              label={say.removeQuestion(at + 1)}
              onPress={() => onChange(questions.filter((one) => one.id !== id))}
            />
          </Row>
          <Toggle label={say.required} on={required} onChange={(on) => set(id, { required: on })} />
        </Box>
      ))}
      {questions.length < MOST_QUESTIONS && (
        <Button
          size="s"
          icon="add"
          label={say.addQuestion}
          onPress={() => onChange([...questions, { id: newId(), prompt: '', required: false }])}
        />
      )}
    </Box>
  );
}
