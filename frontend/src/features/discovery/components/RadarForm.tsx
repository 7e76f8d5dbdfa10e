// Where, how widely, for how long and by whom one wants to be found. The point leaves the phone rounded to 100 metres.
import { useState } from 'react';
import { PlaceField } from '@/features/locations/components/PlaceField';
import { TONGUES, type Tongue } from '@/features/users/tongues';
import { useMe } from '@/features/users/data';
import type { Schemas } from '@/api/client';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { useStore } from '@/lib/store';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/Choice';
import { Picks } from '@/ui/Picks';
import { Text } from '@/ui/Text';
import { Toggle } from '@/ui/Toggle';
import { type MyRadar, useAppear } from '../radar';
import { chosen } from '../stage';

type Interest = Schemas['Me']['interests'][number];
type Age = NonNullable<Schemas['Me']['age_band']>;
type Reach = MyRadar['reach'];

const AGES: Age[] = ['18-24', '25-34', '35-44', '45-54', '55-64', '65+'];
const REACHES: Reach[] = ['area', 'next', 'around'];
const HOURS = ['1', '3', '12'] as const;
const ANY = 'any';
const MOST_LIKED = 12;
const MOST_SPOKEN = 8;
const ROUNDED = 1000;

const rounded = (degrees: number): number => Math.round(degrees * ROUNDED) / ROUNDED;

interface Wish {
  interests: Interest[];
  languages: Tongue[];
  youngest: Age | typeof ANY;
  oldest: Age | typeof ANY;
  women: boolean;
}

export interface RadarFormProps {
  /** As it is now; null before it is switched on. */
  before: MyRadar | null;
  done?: () => void;
}

export function RadarForm({ before, done }: RadarFormProps) {
  const words = useWords();
  const say = words.radar;
  const place = useStore(chosen);
  const appear = useAppear();
  const [same, keep] = useState(before !== null);
  const [reach, setReach] = useState<Reach>(before?.reach ?? 'next');
  const [hours, setHours] = useState<(typeof HOURS)[number]>('3');
  const [wish, setWish] = useState<Wish>(() => wished(before));
  const [tried, setTried] = useState(false);
  const ages = agesOf(wish);
  const nowhere = !same && !place;
  const go = () => {
    setTried(true);
    if (nowhere || ages === 'wrong') return;
    appear.mutate(
      {
        hours: Number(hours) as 1 | 3 | 12,
        reach,
        place: same || !place ? null : { lat: rounded(place.lat), lon: rounded(place.lon) },
        interests: wish.interests,
        languages: wish.languages,
        ages,
        women_only: wish.women,
      },
      {
        onSuccess: () => {
          chosen.set(null);
          done?.();
        },
      },
    );
  };
  return (
    <Box gap="xl">
      <Box gap="xs">
        {same ? (
          <Row gap="s" wrap>
            <Text grow>{say.whereKept}</Text>
            <Button size="s" label={say.elsewhere} onPress={() => keep(false)} />
          </Row>
        ) : (
          <PlaceField wrong={tried && nowhere ? say.whereWrong : null} />
        )}
        <Text kind="small" ink="faint">
          {say.whereHint}
        </Text>
      </Box>
      <Choice
        label={say.reach}
        labelled
        wrap
        options={REACHES.map((value) => ({ value, label: say.reaches[value] }))}
        value={reach}
        onChange={setReach}
      />
      <Choice
        label={say.hours}
        labelled
        wrap
        options={HOURS.map((value) => ({ value, label: say.hoursOf[value] }))}
        value={hours}
        onChange={setHours}
      />
      <Filters wish={wish} onChange={setWish} wrong={tried && ages === 'wrong'} />
      {appear.error && (
        <Box role="alert">
          <Text ink="bad">{explain(words, appear.error)}</Text>
        </Box>
      )}
      <Button
        kind="ember"
        icon="here"
        label={before ? say.change : say.appear}
        busy={appear.isPending}
        onPress={go}
      />
    </Box>
  );
}

interface FiltersProps {
  wish: Wish;
  onChange: (wish: Wish) => void;
  wrong: boolean;
}

/** Folded away as long as nobody asks for them. */
function Filters({ wish, onChange, wrong }: FiltersProps) {
  const say = useWords().radar;
  const woman = useMe().data?.woman ?? false;
  const used = wish.interests.length > 0 || wish.languages.length > 0 || wish.women || wish.youngest !== ANY;
  const [open, unfold] = useState(used);
  if (!open) return <Button size="s" icon="filter" label={say.filters} onPress={() => unfold(true)} />;
  const bands = [{ value: ANY, label: say.anyAge }, ...AGES.map((value) => ({ value, label: value }))];
  return (
    <Box gap="l" role="group" label={say.filters}>
      <Box gap="xs">
        <Text kind="heading" level={2}>
          {say.filters}
        </Text>
        <Text kind="small" ink="faint">
          {say.filtersHint}
        </Text>
      </Box>
      <Picks
        label={say.like}
        options={liked(say.interestOf)}
        values={wish.interests}
        onChange={(interests) => onChange({ ...wish, interests: interests.slice(-MOST_LIKED) })}
      />
      <Picks
        label={say.speak}
        options={spoken}
        values={wish.languages}
        onChange={(languages) => onChange({ ...wish, languages: languages.slice(-MOST_SPOKEN) })}
      />
      <Box gap="s">
        {(['youngest', 'oldest'] as const).map((end) => (
          <Choice
            key={end}
            label={`${say.ages}: ${say[end]}`}
            labelled
            wrap
            options={bands as { value: Age | typeof ANY; label: string }[]}
            value={wish[end]}
            onChange={(age) => onChange({ ...wish, [end]: age })}
          />
        ))}
        {wrong && (
          <Text kind="small" ink="bad" live>
            {say.agesWrong}
          </Text>
        )}
      </Box>
      <Toggle
        label={say.women}
        hint={woman ? say.womenHint : say.womenFirst}
        on={wish.women && woman}
        disabled={!woman}
        onChange={(women) => onChange({ ...wish, women })}
      />
    </Box>
  );
}

const liked = (names: Record<Interest, string>) =>
  Object.entries(names).map(([value, label]) => ({ value: value as Interest, label }));

const spoken = Object.entries(TONGUES).map(([value, label]) => ({ value: value as Tongue, label }));

const wished = (before: MyRadar | null): Wish => ({
  interests: before?.interests ?? [],
  languages: before?.languages ?? [],
  youngest: before?.ages?.youngest ?? ANY,
  oldest: before?.ages?.oldest ?? ANY,
  women: before?.women_only ?? false,
});

/** Two bands at least, or none named at all. An open end is the first or the last band. */
function agesOf({ youngest, oldest }: Wish): { youngest: Age; oldest: Age } | null | 'wrong' {
  if (youngest === ANY && oldest === ANY) return null;
  const from = youngest === ANY ? '18-24' : youngest;
  const to = oldest === ANY ? '65+' : oldest;
  return AGES.indexOf(from) < AGES.indexOf(to) ? { youngest: from, oldest: to } : 'wrong';
}
