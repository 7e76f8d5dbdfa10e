// How a room is run: who may write, how often, how long it stays, and what newcomers read.
import type { Schemas } from '@/api/client';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Choice } from '@/ui/Choice';
import { Text } from '@/ui/Text';
import { Toggle } from '@/ui/Toggle';
import { useRun } from '../running';
import { spanWords } from '../spans';

const SLOW = [0, 10, 60, 300, 3_600];
const TIMERS = [0, 300, 3_600, 86_400, 604_800];

/** The usual choices, and whatever else is set. */
const among = (usual: number[], now: number): number[] =>
  usual.includes(now) ? usual : [...usual, now].sort((a, b) => a - b);

export function Running({ room: { room, settings, capabilities } }: { room: Schemas['Room'] }) {
  const words = useWords();
  const say = words.talk.room;
  const run = useRun(room.id);
  if (!capabilities.includes('edit')) return null;
  const direct = room.kind === 'direct';
  const timer = settings.expire_seconds ?? 0;
  return (
    <Box gap="l">
      <Text kind="heading" level={2}>
        {say.running}
      </Text>
      {run.error && (
        <Box role="alert">
          <Text ink="bad">{explain(words, run.error)}</Text>
        </Box>
      )}
      {!direct && (
        <>
          <Toggle
            label={say.announcements}
            hint={say.announcementsHint}
            on={settings.announcements}
            onChange={(on) => run.mutate({ announcements: on })}
          />
          <Toggle
            label={say.locked}
            hint={say.lockedHint}
            on={settings.locked}
            onChange={(on) => run.mutate({ locked: on })}
          />
          <Part title={say.slow}>
            <Choice
              wrap
              label={say.slow}
              value={String(settings.slow_seconds)}
              onChange={(seconds) => run.mutate({ slow_seconds: Number(seconds) })}
              options={among(SLOW, settings.slow_seconds).map((seconds) => ({
                value: String(seconds),
                label: seconds ? spanWords(words, seconds) : say.slowOff,
              }))}
            />
          </Part>
          <Part title={say.history}>
            <Choice
              wrap
              label={say.history}
              value={settings.history}
              onChange={(history) => run.mutate({ history })}
              options={[
                { value: 'joined', label: say.histories.joined },
                { value: 'all', label: say.histories.all },
              ]}
            />
          </Part>
        </>
      )}
      {!room.secret && (
        <Toggle
          label={words.here.linkPreviews}
          hint={words.here.linkPreviewsHint}
          on={settings.previews}
          onChange={(previews) => run.mutate({ previews })}
        />
      )}
      <Part title={say.timer}>
        <Choice
          wrap
          label={say.timer}
          value={String(timer)}
          onChange={(seconds) => run.mutate({ expire_seconds: Number(seconds) || null })}
          options={among(TIMERS, timer).map((seconds) => ({
            value: String(seconds),
            label: seconds ? spanWords(words, seconds) : say.timerOff,
          }))}
        />
      </Part>
    </Box>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Box gap="s">
      <Text kind="label" ink="soft">
        {title}
      </Text>
      {children}
    </Box>
  );
}
