// Who can see me now: person by person, how exactly and until when; what I share, and places that stay private.
import { useState } from 'react';
import { Part } from '@/features/auth/components/Part';
import { useWhen } from '@/features/auth/when';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { useNow } from '@/lib/useNow';
import { Avatar } from '@/ui/Avatar';
import { Box, Row } from '@/ui/Box';
import { Button, IconButton } from '@/ui/Button';
import { Head } from '@/ui/Head';
import { Item } from '@/ui/Item';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { Toggle } from '@/ui/Toggle';
import { GhostSheet } from '../components/GhostSheet';
import { PrivatePlaces } from '../components/PrivatePlaces';
import { ShareWhere } from '../components/ShareWhere';
import { useThisDevice } from '../sender';
import { type PositionShare, type SeenBy, useSeenBy, useSharing, useWhere } from '../whereData';
import { ageWords } from '../whereWords';

export function Seen() {
  const words = useWords();
  const say = words.where;
  const [sheet, setSheet] = useState<'share' | 'ghost' | null>(null);
  const [mine, setMine] = useThisDevice();
  return (
    <Box grow width="page" role="main">
      <Head title={say.seenTitle} back={{ label: words.common.back, href: '/me' }} />
      <Loaded answer={useSeenBy()} explain={(failure) => explain(words, failure)}>
        {(people) => (
          <Scroll pad="l" gap="xxl">
            <Text ink="soft">{say.seenLead}</Text>
            <Part title={say.now}>
              {people.length === 0 && <Text>{say.nobody}</Text>}
              <Box role="list" label={say.now} gap="xs">
                {people.map((one) => (
                  <Seer key={one.person.id} one={one} />
                ))}
              </Box>
              <Row gap="s" wrap>
                <Button kind="ember" icon="here" label={say.share} onPress={() => setSheet('share')} />
                <Button icon="ghost" label={say.ghostTitle} onPress={() => setSheet('ghost')} />
              </Row>
            </Part>
            <Mine />
            <Toggle label={say.thisDevice} hint={say.onlyOpen} on={mine} onChange={setMine} />
            <PrivatePlaces />
            <ShareWhere open={sheet === 'share'} onClose={() => setSheet(null)} />
            <GhostSheet open={sheet === 'ghost'} onClose={() => setSheet(null)} />
          </Scroll>
        )}
      </Loaded>
    </Box>
  );
}

function Seer({ one }: { one: SeenBy }) {
  const words = useWords();
  const say = words.where;
  const { at } = useWhen();
  const now = useNow();
  const hide = useWhere('share');
  const told = [
    say.precisions[one.precision],
    say.until(at(one.until)),
    one.as_of ? say.seesOf(ageWords(words, one.as_of, now)) : say.seesNothing,
    ...(one.resting ? [say.resting] : []),
  ];
  const vanish = () =>
    hide.mutate({ audience: 'person', of: one.person.id, precision: 'hidden', until: null, shorten: false });
  return (
    <Item
      before={<Avatar person={one.person} />}
      after={
        one.audience !== 'room' && (
          <IconButton icon="block" label={say.hideFrom(one.person.display_name)} onPress={vanish} />
        )
      }
    >
      <Text kind="strong" lines={1}>
        {one.person.display_name}
      </Text>
      <Text kind="small" ink="soft">
        {told.join(' · ')}
      </Text>
    </Item>
  );
}

function Mine() {
  const words = useWords();
  const say = words.where;
  const sharing = useSharing().data;
  const stop = useWhere('stop');
  const stopAll = useWhere('stopAll');
  const { at } = useWhen();
  const shares = sharing?.shares ?? [];
  if (shares.length === 0) return null;
  const whom = (one: PositionShare) =>
    one.audience === 'friends'
      ? say.allFriends
      : one.audience === 'list'
        ? say.list(one.name ?? '')
        : (one.name ?? say.aRoom);
  return (
    <Part title={say.mine} lead={say.mineLead}>
      <Box role="list" label={say.mine} gap="xs">
        {shares.map((one) => (
          <Item
            key={one.id}
            after={
              <Button
                kind="plain"
                size="s"
                label={one.precision === 'hidden' ? say.unhide(whom(one)) : say.stop(whom(one))}
                onPress={() => stop.mutate(one.id)}
              />
            }
          >
            <Text kind="strong" lines={1}>
              {whom(one)}
            </Text>
            <Text kind="small" ink="soft">
              {[
                say.precisions[one.precision],
                ...(one.until ? [say.until(at(one.until))] : []),
                ...(one.resting ? [say.resting] : []),
              ].join(' · ')}
            </Text>
          </Item>
        ))}
      </Box>
      <Button
        kind="danger"
        label={say.stopAll}
        busy={stopAll.isPending}
        onPress={() => stopAll.mutate(null)}
      />
    </Part>
  );
}
