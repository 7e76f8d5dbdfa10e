// The same as on the map, as a list: first for the keyboard and the screen reader, and handy for everybody.
import { EventItem } from '@/features/events/components/EventItem';
import { MomentsHere, ShareMoment } from '@/features/moments/components/MomentsOnMap';
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
import { FriendsAround } from '../components/FriendsAround';
import { LayersButton } from '../components/LayersButton';
import { Chosen, FilterButton } from '../components/Filters';
import { Search } from '../components/Search';
import { off } from '../layers';
import { isEverything, panel, search, shown, viewport } from '../stage';

export function Around() {
  const words = useWords();
  const wide = useWide();
  const size = useStore(panel);
  const view = useStore(viewport);
  const map = useMap(view, useStore(shown));
  const searching = useStore(search) !== null;
  const order = map.data?.clusters.length
    ? words.events.zoomedOut
    : map.data?.more
      ? words.finding.orderedMore
      : words.finding.ordered;
  return (
    <Box grow role="main">
      <Head
        title={words.events.around}
        small={
          <Text kind="small" ink="faint" lines={1}>
            {order}
          </Text>
        }
      >
        <IconButton
          icon={searching ? 'close' : 'search'}
          label={searching ? words.finding.searchEnd : words.finding.search}
          onPress={() => search.set(searching ? null : '')}
        />
        <ShareMoment />
        <FilterButton />
        {wide && <IconButton icon="people" label={words.radar.open} href="/radar" />}
        {wide && <LayersButton />}
        {!wide && (
          <IconButton
            icon={size === 'half' ? 'up' : 'down'}
            label={size === 'half' ? words.events.biggerList : words.events.biggerMap}
            onPress={() => panel.set(size === 'half' ? 'tall' : 'half')}
          />
        )}
      </Head>
      <Chosen />
      {searching && <Search />}
      {!searching && <MomentsHere viewport={view} />}
      <Nearby map={map} />
    </Box>
  );
}

/** What is on the map, as a list; while somebody searches, what is found stands in its place. */
function Nearby({ map }: { map: ReturnType<typeof useMap> }) {
  const words = useWords();
  const asked = useStore(search);
  const all = isEverything(useStore(shown));
  const events = !useStore(off).includes('events');
  if (asked && asked.trim() !== '') return null;
  if (!events)
    return (
      <Scroll pad="s">
        <FriendsAround />
      </Scroll>
    );
  const around = (
    <Box padX="s">
      <FriendsAround />
    </Box>
  );
  return (
    <>
      {around}
      <Loaded
        answer={map}
        explain={(failure) => explain(words, failure)}
        empty={{
          when: ({ events }) => events.length === 0,
          show: all ? (
            <Empty icon="map" title={words.events.none} lead={words.events.noneLead} />
          ) : (
            <Empty icon="filter" title={words.finding.shownNone} lead={words.finding.shownNoneLead} />
          ),
        }}
      >
        {({ events }) => (
          <Scroll pad="s" gap="s">
            <Box role="list" label={words.events.listLabel} gap="xs">
              {events.map((event) => (
                <EventItem key={event.id} event={event} />
              ))}
            </Box>
          </Scroll>
        )}
      </Loaded>
    </>
  );
}
