// An event that was shared, for whoever has no account: what everybody may know, and coming by mail.
import { Redirect, useLocalSearchParams } from 'expo-router';
import { useEffect, useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { onHash, takeHash } from '@/lib/hash';
import { useStore } from '@/lib/store';
import { session } from '@/session/session';
import { Door } from '@/ui/Door';
import { Loaded } from '@/ui/Loaded';
import { Text } from '@/ui/Text';
import { AskByMail } from '../components/AskByMail';
import { Glance } from '../components/Glance';
import { JoinFirst } from '../components/JoinFirst';
import { MailSeat } from '../components/MailSeat';
import { openPicture, useSharedCard } from '../openData';
import { isOff } from '../words';

const GUEST = /^#guest=([\w.~-]+)$/;

const guestOfLink = (): string | null => GUEST.exec(takeHash())?.[1] ?? null;

export function SharedEvent() {
  const { id } = useLocalSearchParams<{ id: string }>();
  const words = useWords();
  const state = useStore(session);
  const [guest, setGuest] = useState(guestOfLink);
  useEffect(
    () =>
      onHash(() => {
        setGuest((before) => guestOfLink() ?? before);
      }),
    [],
  );
  if (guest)
    return (
      <Door brand={words.common.brand}>
        <MailSeat link={guest} />
      </Door>
    );
  if (state.kind === 'in') return <Redirect href={`/events/${id}`} />;
  return (
    <Door brand={words.common.brand}>
      <Shared id={id} />
    </Door>
  );
}

function Shared({ id }: { id: string }) {
  const words = useWords();
  return (
    <Loaded answer={useSharedCard(id)} explain={(failure) => explain(words, failure)}>
      {(event) => (
        <>
          <Glance
            event={event}
            place={event.place.name}
            later={!event.place.exact}
            picture={openPicture(event)}
          />
          {isOff(event) ? (
            <Text ink="bad">{words.events.cancelledPlain}</Text>
          ) : (
            <>
              <JoinFirst back={`/e/${id}`} />
              {event.join_mode === 'open' && <AskByMail event={event} />}
            </>
          )}
        </>
      )}
    </Loaded>
  );
}
