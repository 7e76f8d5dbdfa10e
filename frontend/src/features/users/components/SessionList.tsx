// Where I am signed in, and ending it there.
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { now } from '@/lib/clock';
import { timeZone } from '@/lib/device';
import { clockTime, dayWords } from '@/lib/time';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { Loaded } from '@/ui/Loaded';
import { Text } from '@/ui/Text';
import { useEndSessions, useSessions } from '../data';

export function SessionList() {
  const words = useWords();
  const say = words.people.me;
  const sessions = useSessions();
  const end = useEndSessions();
  const zone = timeZone();
  const when = (instant: string) => {
    const at = Date.parse(instant);
    return say.lastUsed(`${dayWords(at, now(), zone, words.locale)}, ${clockTime(at, zone, words.locale)}`);
  };
  return (
    <Box gap="m">
      <Text kind="heading" level={2}>
        {say.sessions}
      </Text>
      <Loaded answer={sessions} explain={(failure) => explain(words, failure)}>
        {(all) => (
          <Box gap="s">
            <Box gap="xs" role="list" label={say.sessions}>
              {all.map((one) => (
                <Row key={one.id} role="listitem" surface="low" round="l" pad="m" gap="m">
                  <Icon name="desktop" ink="faint" />
                  <Box grow>
                    <Text kind="strong" lines={1}>
                      {one.device || say.unknownDevice}
                    </Text>
                    <Text kind="small" ink="faint">
                      {one.current ? say.thisDevice : when(one.last_used_at)}
                    </Text>
                  </Box>
                  {!one.current && (
                    <Button size="s" label={say.endSession} onPress={() => end.mutate(one.id)} />
                  )}
                </Row>
              ))}
            </Box>
            {all.length > 1 && (
              <Button
                kind="plain"
                size="s"
                label={say.endOthers}
                busy={end.isPending}
                onPress={() => end.mutate('others')}
              />
            )}
          </Box>
        )}
      </Loaded>
    </Box>
  );
}
