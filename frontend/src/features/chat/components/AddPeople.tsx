// Adds friends to a group.
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Sheet } from '@/ui/Sheet';
import { Text } from '@/ui/Text';
import type { Member } from '../data';
import { useFriends, useSeat } from '../running';
import { PickPeople } from './PickPeople';

export function AddPeople({ room, members }: { room: string; members: readonly Member[] }) {
  const words = useWords();
  const say = words.talk.room;
  const [open, setOpen] = useState(false);
  const friends = useFriends();
  const seat = useSeat(room);
  const here = new Set(members.map(({ person }) => person.id));
  return (
    <>
      <Button size="s" icon="add" label={say.addPeople} onPress={() => setOpen(true)} />
      <Sheet label={say.addPeople} titled open={open} onClose={() => setOpen(false)}>
        {seat.error && (
          <Box padX="m" role="alert">
            <Text ink="bad">{explain(words, seat.error)}</Text>
          </Box>
        )}
        <Loaded answer={friends} explain={(failure) => explain(words, failure)}>
          {(people) => {
            const others = people.filter(({ id }) => !here.has(id));
            return others.length === 0 ? (
              <Box pad="m">
                <Text ink="soft">{say.allHere}</Text>
              </Box>
            ) : (
              <Scroll pad="s" fit>
                <PickPeople
                  label={say.addPeople}
                  people={others}
                  onPick={({ id }) => seat.mutate({ person: id })}
                />
              </Scroll>
            );
          }}
        </Loaded>
      </Sheet>
    </>
  );
}
