// After an event: whom I met there, and something kind about them.
import { useWords } from '@/i18n/useWords';
import { PersonItem } from '@/features/friends/components/PersonItem';
import { useNow } from '@/lib/useNow';
import { Box } from '@/ui/Box';
import { Text } from '@/ui/Text';
import type { EventPage } from '../data';
import { useKindWordsAfter } from '../kindData';
import { KindButton } from './KindSheet';

export function WhomIMet({ page }: { page: EventPage }) {
  const say = useWords().kindness;
  const now = useNow();
  const { event } = page;
  const over = ['completed', 'archived'].includes(event.status) && Date.parse(event.ends_at) <= now;
  const asked = over && ['going', 'host'].includes(event.mine ?? '');
  const met = useKindWordsAfter(event.id, asked).data;
  if (!met?.data.length) return null;
  return (
    <Box gap="m">
      <Box gap="xs">
        <Text kind="heading" level={2}>
          {say.whomIMet}
        </Text>
        <Text kind="small" ink="soft">
          {say.whomIMetLead}
        </Text>
      </Box>
      <Box gap="xs" role="list" label={say.whomIMet}>
        {met.data.map(({ person, mine }) => (
          <PersonItem
            key={person.id}
            person={person}
            opens={false}
            after={<KindButton person={person} mine={mine} may small />}
          />
        ))}
      </Box>
    </Box>
  );
}
