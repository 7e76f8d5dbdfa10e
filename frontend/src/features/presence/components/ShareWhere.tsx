// With whom, how exactly, how long: a share of where I am.
import { useState } from 'react';
import { refusedFor } from '@/api/client';
import { useFriends, useLists } from '@/features/friends/data';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { now } from '@/lib/clock';
import { useStore } from '@/lib/store';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/Choice';
import { Scroll } from '@/ui/Scroll';
import { Sheet } from '@/ui/Sheet';
import { Text } from '@/ui/Text';
import { forbidden, useThisDevice } from '../sender';
import { type NewShare, useWhere } from '../whereData';

const PRECISIONS = ['exact', 'street', 'area', 'city'] as const;
const SPANS = ['15', '60', '240', '1440', '4320'] as const; // minutes
const FRIENDS = 'friends';

export function ShareWhere({ open, onClose }: { open: boolean; onClose: () => void }) {
  const say = useWords().where;
  return (
    <Sheet label={say.share} titled open={open} onClose={onClose}>
      {open && <Choosing onDone={onClose} />}
    </Sheet>
  );
}

function Choosing({ onDone }: { onDone: () => void }) {
  const words = useWords();
  const say = words.where;
  const friends = useFriends().data ?? [];
  const lists = useLists().data ?? [];
  const [whom, setWhom] = useState(FRIENDS);
  const [precision, setPrecision] = useState<(typeof PRECISIONS)[number]>('street');
  const [span, setSpan] = useState<(typeof SPANS)[number]>('60');
  const share = useWhere('share');
  const [, here] = useThisDevice();
  const shorter = refusedFor(share.error, 'would_shorten');
  const refused = useStore(forbidden);
  const begin = () => {
    const [audience = FRIENDS, of = null] = whom.split(' ');
    const until = new Date(now() + Number(span) * 60_000).toISOString();
    const wanted = { audience: audience as NewShare['audience'], of, precision, until, shorten: shorter };
    share.mutate(wanted, {
      onSuccess: () => {
        here(true);
        onDone();
      },
    });
  };
  return (
    <>
      <Scroll fit pad="m" gap="xl">
        <Choice
          label={say.withWhom}
          labelled
          wrap
          options={[
            { value: FRIENDS, label: say.allFriends },
            ...lists.map(({ id, name }) => ({ value: `list ${id}`, label: say.list(name) })),
            ...friends.map(({ person }) => ({ value: `person ${person.id}`, label: person.display_name })),
          ]}
          value={whom}
          onChange={(value) => {
            setWhom(value);
            share.reset();
          }}
        />
        <Choice
          label={say.howExactly}
          labelled
          wrap
          options={PRECISIONS.map((value) => ({ value, label: say.precisions[value] }))}
          value={precision}
          onChange={setPrecision}
        />
        <Text kind="small" ink="soft" live>
          {say.precisionLead[precision]}
        </Text>
        <Choice
          label={say.howLong}
          labelled
          wrap
          options={SPANS.map((value) => ({ value, label: say.spans[value] }))}
          value={span}
          onChange={setSpan}
        />
        <Text kind="small" ink="faint">
          {say.onlyOpen}
        </Text>
      </Scroll>
      <Box pad="m" gap="s">
        {refused && (
          <Text ink="bad" live>
            {say.forbidden}
          </Text>
        )}
        {share.error && (
          <Text ink="bad" live>
            {explain(words, share.error)}
          </Text>
        )}
        <Button
          kind="ember"
          icon="here"
          label={shorter ? say.shorten : say.begin}
          busy={share.isPending}
          onPress={begin}
          full
        />
        <Button kind="plain" label={words.common.cancel} onPress={onDone} full />
      </Box>
    </>
  );
}
