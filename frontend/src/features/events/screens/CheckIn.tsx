// Being there: the host shows a code and ticks names, a guest scans. Both work without a connection.
import { useLocalSearchParams } from 'expo-router';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Head } from '@/ui/Head';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { HostCode } from '../components/HostCode';
import { ScanCode } from '../components/ScanCode';
import { WhoIsThere } from '../components/WhoIsThere';
import { useEvent } from '../data';

export function CheckIn() {
  const { id } = useLocalSearchParams<{ id: string }>();
  const words = useWords();
  return (
    <Box grow role="main">
      <Head
        title={words.hosting.checkInTitle}
        back={{ label: words.events.backToEvent, href: `/events/${id}` }}
      />
      <Loaded answer={useEvent(id)} explain={(failure) => explain(words, failure)}>
        {(page) => (
          <Scroll pad="l" gap="xl" reach>
            {page.capabilities.includes('check_in') ? (
              <>
                <HostCode page={page} />
                <WhoIsThere id={page.event.id} />
              </>
            ) : (
              <ScanCode page={page} />
            )}
          </Scroll>
        )}
      </Loaded>
    </Box>
  );
}
