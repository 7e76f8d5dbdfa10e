// Below the words of a message: what they are in my language, and from which one.
import { useWords } from '@/i18n/useWords';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Text } from '@/ui/Text';
import type { Message } from '../data';
import { useHideTranslation, useTranslation } from '../translating';

export function Translated({ message }: { message: Message }) {
  const words = useWords();
  const say = words.here;
  const translation = useTranslation(message);
  const hide = useHideTranslation(message);
  if (!translation) return null;
  return (
    <Box gap="xs" live="polite">
      <Text>{translation.text}</Text>
      <Row gap="s" wrap>
        <Text kind="tiny" ink="soft">
          {say.translated(languageName(translation.source, words.locale))}
        </Text>
        <Button kind="plain" size="s" label={say.original} onPress={hide} />
      </Row>
    </Box>
  );
}

/** "Japanese", in the reader's language. */
function languageName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(code) ?? code;
  } catch {
    return code; // not a code that this device knows
  }
}
