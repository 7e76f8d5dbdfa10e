// The link in the mail to the old address: it was not me. It asks first, since programs look behind links, too.
import { useMutation } from '@tanstack/react-query';
import { useLocalSearchParams } from 'expo-router';
import { api, ask } from '@/api/client';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Button } from '@/ui/Button';
import { Door } from '@/ui/Door';
import { Titled, Wrong } from '../components/Titled';

export function UndoAddress() {
  const words = useWords();
  const say = words.account;
  const { token } = useLocalSearchParams<{ token?: string }>();
  const undo = useMutation({
    mutationFn: () => ask(api.POST('/api/v1/auth/address/undo', { body: { token: token ?? '' } })),
  });
  return (
    <Door brand={words.common.brand}>
      {undo.isSuccess ? (
        <Titled title={say.undone} lead={say.undoneLead}>
          <Button kind="ember" label={words.people.signIn.title} href="/sign-in" full />
        </Titled>
      ) : (
        <Titled title={say.undoTitle} lead={say.undoLead}>
          <Wrong>{undo.error && explain(words, undo.error)}</Wrong>
          <Button
            kind="ember"
            label={say.undo}
            onPress={() => undo.mutate()}
            busy={undo.isPending}
            disabled={!token}
            full
          />
        </Titled>
      )}
    </Door>
  );
}
