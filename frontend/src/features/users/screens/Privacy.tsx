// Who finds me, who sees whether I am here, and whom I keep away.
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Part } from '@/features/auth/components/Part';
import { useWhen } from '@/features/auth/when';
import { useSetTalk, useTalkSettings } from '@/features/chat/running';
import { PersonItem } from '@/features/friends/components/PersonItem';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Head } from '@/ui/Head';
import { Item } from '@/ui/Item';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { Toggle } from '@/ui/Toggle';
import {
  type Me,
  useBlock,
  useBlocks,
  useEditMe,
  useMe,
  useMutePerson,
  useMutes,
  useMyReports,
} from '../data';

export function Privacy() {
  const words = useWords();
  const say = words.people.privacy;
  return (
    <Box grow width="page" role="main">
      <Head title={say.title} back={{ label: words.common.back, href: '/me' }} />
      <Loaded answer={useMe()} explain={(failure) => explain(words, failure)}>
        {(me) => (
          <Scroll pad="l" gap="xxl">
            <Findable me={me} />
            <Seen />
            <Button size="s" icon="edit" label={say.profileFields} href="/me/profile" />
            <Blocked />
            <Muted />
            <Reports />
          </Scroll>
        )}
      </Loaded>
    </Box>
  );
}

function Findable({ me }: { me: Me }) {
  const words = useWords();
  const say = words.people.privacy;
  const edit = useEditMe();
  return (
    <Part title={say.findTitle}>
      <Toggle
        label={say.findable}
        hint={say.findableHint}
        on={me.findable}
        disabled={edit.isPending}
        onChange={(findable) => edit.mutate({ findable })}
      />
      {me.email !== null && (
        <Toggle
          label={say.findableByEmail}
          hint={say.findableByEmailHint}
          on={me.findable_by_email}
          disabled={edit.isPending}
          onChange={(findable_by_email) => edit.mutate({ findable_by_email })}
        />
      )}
      <Toggle
        label={say.suggested}
        hint={say.suggestedHint}
        on={me.suggested}
        disabled={edit.isPending}
        onChange={(suggested) => edit.mutate({ suggested })}
      />
      <Failed failure={edit.error} />
    </Part>
  );
}

function Seen() {
  const words = useWords();
  const say = words.people.privacy;
  const chat = useTalkSettings();
  const set = useSetTalk();
  return (
    <Part title={say.seenTitle}>
      <Button size="s" icon="people" label={words.here.title} href="/me/here" />
      <Loaded answer={chat} explain={(failure) => explain(words, failure)}>
        {(settings) => (
          <>
            <Toggle
              label={say.receipts}
              hint={say.receiptsHint}
              on={settings.read_receipts}
              disabled={set.isPending}
              onChange={(read_receipts) => set.mutate({ ...settings, read_receipts })}
            />
            <Toggle
              label={words.here.typing}
              hint={words.here.typingHint}
              on={settings.typing}
              disabled={set.isPending}
              onChange={(typing) => set.mutate({ ...settings, typing })}
            />
          </>
        )}
      </Loaded>
      <Failed failure={set.error} />
    </Part>
  );
}

function Blocked() {
  const words = useWords();
  const say = words.people.privacy;
  const blocks = useBlocks();
  const block = useBlock();
  return (
    <Part title={say.blocked} lead={say.blockedLead}>
      <Loaded
        answer={blocks}
        explain={(failure) => explain(words, failure)}
        empty={{ when: (all) => !all.length, show: <Text ink="faint">{say.nobodyBlocked}</Text> }}
      >
        {(all) => (
          <Box gap="xs" role="list" label={say.blocked}>
            {all.map((person) => (
              <PersonItem
                key={person.id}
                person={person}
                opens={false}
                after={
                  <Button
                    size="s"
                    label={say.unblock}
                    name={`${say.unblock}: ${person.display_name}`}
                    busy={block.isPending && block.variables.id === person.id}
                    onPress={() => block.mutate({ id: person.id, on: false })}
                  />
                }
              />
            ))}
          </Box>
        )}
      </Loaded>
      <Failed failure={block.error} />
    </Part>
  );
}

function Muted() {
  const words = useWords();
  const say = words.people.privacy;
  const mutes = useMutes();
  const mute = useMutePerson();
  if (!mutes.data?.length) return null;
  return (
    <Part title={say.muted} lead={say.mutedLead}>
      <Box gap="xs" role="list" label={say.muted}>
        {mutes.data.map(({ person }) => (
          <PersonItem
            key={person.id}
            person={person}
            opens={false}
            after={
              <Button
                size="s"
                label={words.friends.unmute}
                name={`${words.friends.unmute}: ${person.display_name}`}
                onPress={() => mute.mutate({ id: person.id, on: false })}
              />
            }
          />
        ))}
      </Box>
      <Failed failure={mute.error} />
    </Part>
  );
}

function Reports() {
  const words = useWords();
  const say = words.people.privacy;
  const when = useWhen();
  const reports = useMyReports();
  if (!reports.data?.length) return null;
  return (
    <Part title={say.reports}>
      <Box gap="xs" role="list" label={say.reports}>
        {reports.data.map((one) => (
          <Item key={one.id}>
            <Text>{words.friends.reasons[one.reason]}</Text>
            <Text kind="small" ink="faint">
              {`${when.day(one.created_at)} · ${one.outcome ? say.outcomes[one.outcome] : say.open}`}
            </Text>
          </Item>
        ))}
      </Box>
    </Part>
  );
}

function Failed({ failure }: { failure: unknown }) {
  const words = useWords();
  if (!failure) return null;
  return (
    <Text ink="bad" live>
      {explain(words, failure)}
    </Text>
  );
}
