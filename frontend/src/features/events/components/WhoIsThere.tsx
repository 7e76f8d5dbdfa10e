// Who is there already, for those who host: a tick for each guest, also by hand.
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Avatar } from '@/ui/Avatar';
import { Box, Row } from '@/ui/Box';
import { Loaded } from '@/ui/Loaded';
import { Text } from '@/ui/Text';
import { Toggle } from '@/ui/Toggle';
import { useGuests } from '../data';
import { useCheckIns, useTick } from '../hostData';

export function WhoIsThere({ id }: { id: string }) {
  const words = useWords();
  const say = words.hosting;
  const guests = useGuests(id);
  const there = useCheckIns(id);
  const tick = useTick(id);
  const arrived = new Map(there.data?.map((one) => [one.person.id, one]));
  return (
    <Loaded answer={guests} explain={(failure) => explain(words, failure)}>
      {({ data }) => {
        const going = data.filter(({ answer }) => answer === 'going');
        if (going.length === 0) return <Text ink="faint">{say.checkInNobody}</Text>;
        return (
          <Box gap="m">
            <Text kind="heading" level={2} live>
              {say.checkInOf(arrived.size, going.length)}
            </Text>
            {tick.error && (
              <Box role="alert">
                <Text ink="bad">{explain(words, tick.error)}</Text>
              </Box>
            )}
            <Box role="list" label={say.checkInTitle} gap="s">
              {going.map(({ person }) => {
                const here = arrived.get(person.id);
                return (
                  <Row key={person.id} role="listitem" gap="m">
                    <Avatar person={person} />
                    <Box grow>
                      <Toggle
                        label={say.markThere(person.display_name)}
                        on={here !== undefined}
                        disabled={here?.by_host === false}
                        onChange={(on) => tick.mutate({ person: person.id, here: on })}
                      />
                      {here?.near && (
                        <Text kind="small" ink="faint">
                          {words.meeting.nearSaid}
                        </Text>
                      )}
                      {here?.late && (
                        <Text kind="small" ink="faint">
                          {say.checkInLate}
                        </Text>
                      )}
                    </Box>
                  </Row>
                );
              })}
            </Box>
          </Box>
        );
      }}
    </Loaded>
  );
}
