// The same as on the map, as a list: first for the keyboard and the screen reader, and handy for everybody.
import { EventItem } from '@/features/events/components/EventItem';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { useStore } from '@/lib/store';
import { Box } from '@/ui/Box';
import { IconButton } from '@/ui/Button';
import { Head } from '@/ui/Head';
import { Empty, Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { useWide } from '@/ui/Shell';
import { Text } from '@/ui/Text';
import { useMap } from '../data';
import { Search } from '../components/Search';
import { panel, search, viewport, when } from '../stage';

export function Around() {
  const words = useWords();
  const wide = useWide();
  const size = useStore(panel);
  const map = useMap(useStore(viewport), useStore(when));
  const searching = useStore(search) !== null;
  const count = map.data?.clusters.length ? words.events.zoomedOut : null;
  return (
    <Box grow role="main">
      <Head
        title={words.events.around}
        small={
          count ? (
            <Text kind="small" ink="faint">
              {count}
            </Text>
          ) : null
        }
      >
        <IconButton
          icon={searching ? 'close' : 'search'}
          label={searching ? words.finding.searchEnd : words.finding.search}
          onPress={() => search.set(searching ? null : { text: '', category: null })}
        />
        {!wide && (
          <IconButton
            icon={size === 'half' ? 'up' : 'down'}
            label={size === 'half' ? words.events.biggerList : words.events.biggerMap}
            onPress={() => panel.set(size === 'half' ? 'tall' : 'half')}
          />
        )}
      </Head>
      {searching && <Search />}
      <Nearby map={map} />
    </Box>
  );
}

/** What is on the map, as a list; while somebody searches, what is found stands in its place. */
function Nearby({ map }: { map: ReturnType<typeof useMap> }) {
  const words = useWords();
  const asked = useStore(search);
  if (asked && asked.text.trim() !== '') return null;
  return (
    <Loaded
      answer={map}
      explain={(failure) => explain(words, failure)}
      empty={{
        when: ({ events }) => events.length === 0,
        show: <Empty icon="map" title={words.events.none} lead={words.events.noneLead} />,
      }}
    >
      {({ events }) => (
        <Scroll pad="s">
          <Box role="list" label={words.events.listLabel} gap="xs">
            {events.map((event) => (
              <EventItem key={event.id} event={event} />
            ))}
          </Box>
        </Scroll>
      )}
    </Loaded>
  );
}
