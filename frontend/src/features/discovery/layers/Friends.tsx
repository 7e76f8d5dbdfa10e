// Friends on the map: above everything else, each by themselves, as old and as exact as they are known.
import { router } from 'expo-router';
import { usePositions } from '@/features/presence/whereData';
import { ageWords, useDescribe } from '@/features/presence/whereWords';
import { useWords } from '@/i18n/useWords';
import { useNow } from '@/lib/useNow';
import { OnMap, PersonMark } from '@/ui/map';

export function FriendsLayer() {
  const words = useWords();
  const describe = useDescribe();
  const now = useNow(10_000);
  const friends = (usePositions().data ?? []).filter((one) => Date.parse(one.shown_until) > now);
  return friends.map((one) => (
    <OnMap key={one.person.id} at={one.spot} above={5} metres={one.spot.metres}>
      <PersonMark
        person={one.person}
        name={`${one.person.display_name}, ${describe(one, now)}`}
        age={ageWords(words, one.taken_at, now)}
        live={Date.parse(one.live_until) > now}
        onOpen={() => router.push(`/people/${one.person.id}`)}
      />
    </OnMap>
  ));
}
