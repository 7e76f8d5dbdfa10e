// What the link in a mail shows: where its receiver stands, and yes or no; with an account the seat can move into it.
import { router } from 'expo-router';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { useStore } from '@/lib/store';
import { session } from '@/session/session';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Loaded } from '@/ui/Loaded';
import { Text } from '@/ui/Text';
import { useAnswerByMail, useClaim, useMailGuest } from '../openData';
import { Glance } from './Glance';

export function MailSeat({ link }: { link: string }) {
  const words = useWords();
  const say = words.hosting;
  const inside = useStore(session).kind === 'in';
  const answer = useAnswerByMail(link);
  const claim = useClaim(link);
  const failure = answer.error ?? claim.error;
  const busy = (comes: boolean) => answer.isPending && answer.variables === comes;
  return (
    <Loaded answer={useMailGuest(link)} explain={(refused) => explain(words, refused)}>
      {(guest) => (
        <>
          <Glance
            event={guest.event}
            place={[guest.place.name, guest.place.address].filter(Boolean).join(', ')}
            later={!guest.place.exact}
          />
          <Box gap="m">
            <Text kind="heading" level={2} live>
              {{ asked: say.mailAsked, going: say.mailGoing, no: say.mailNo }[guest.answer]}
            </Text>
            {failure && (
              <Box role="alert">
                <Text ink="bad">{explain(words, failure)}</Text>
              </Box>
            )}
            {guest.answer !== 'going' && (
              <Button
                kind="ember"
                label={words.events.going_}
                busy={busy(true)}
                onPress={() => answer.mutate(true)}
                full
              />
            )}
            {guest.answer !== 'no' && (
              <Button label={words.events.no} busy={busy(false)} onPress={() => answer.mutate(false)} full />
            )}
            {inside && guest.answer === 'going' && (
              <Button
                label={say.mailClaim}
                busy={claim.isPending}
                onPress={() =>
                  claim.mutate(undefined, { onSuccess: (page) => router.replace(`/events/${page.event.id}`) })
                }
                full
              />
            )}
          </Box>
        </>
      )}
    </Loaded>
  );
}
