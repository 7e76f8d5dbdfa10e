// Whoever left is asked, not brought back silently.
import { useMutation } from '@tanstack/react-query';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { now } from '@/lib/clock';
import { timeZone } from '@/lib/device';
import { dayWords } from '@/lib/time';
import { restore } from '@/session/ways';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Titled, Wrong } from './Titled';

export interface ComeBackProps {
  left: { proof: string; erasedAt: string };
  goOn: () => void;
  stay: () => void;
}

export function ComeBack({ left, goOn, stay }: ComeBackProps) {
  const words = useWords();
  const say = words.account;
  const back = useMutation({ mutationFn: () => restore(left.proof), onSuccess: goOn });
  const day = dayWords(Date.parse(left.erasedAt), now(), timeZone(), words.locale);
  return (
    <Titled title={say.restoreTitle} lead={say.restoreLead(day)}>
      <Wrong>{back.error && explain(words, back.error)}</Wrong>
      <Box gap="m">
        <Button kind="ember" label={say.restore} onPress={() => back.mutate()} busy={back.isPending} full />
        <Button kind="plain" label={say.restoreNot} onPress={stay} full />
      </Box>
    </Titled>
  );
}
