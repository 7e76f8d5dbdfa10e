// The map that stays while pages change beside it: what is on, the chosen place, and the way to start something.
import { Slot, router, usePathname } from 'expo-router';
import { markerName, categoryIcon, categoryTint, isOn, timeWords } from '@/features/events/words';
import { WhereBar } from '@/features/presence/components/WhereBar';
import { Pinned } from '@/features/discovery/components/Pinned';
import { TopicsOfMap } from '@/features/discovery/components/TopicsOfMap';
import { Whens } from '@/features/discovery/components/Whens';
import { useMomentMarks } from '@/features/moments/components/MomentsOnMap';
import { useWords } from '@/i18n/useWords';
import { useStore } from '@/lib/store';
import { useNow } from '@/lib/useNow';
import { Box } from '@/ui/Box';
import { MapCanvas, type Spot } from '@/ui/map';
import { useWide } from '@/ui/Shell';
import { Split } from '@/ui/Split';
import { LayersButton } from '../components/LayersButton';
import { useMap } from '../data';
import { LAYERS, off } from '../layers';
import { START, chosen, flag, focus, panel, shown, viewport } from '../stage';

export function MapStage() {
  const words = useWords();
  const path = usePathname();
  const now = useNow();
  const view = useStore(viewport);
  const pin = useStore(chosen);
  const spot = useStore(flag);
  const { data: map } = useMap(view, useStore(shown));
  const size = useStore(panel);
  const target = useStore(focus);
  const making = ['/events/new', '/moments/new', '/radar'].includes(path) || /\/(edit|spot)$/.test(path);
  const home = path === '/';
  const wide = useWide();
  const without = useStore(off);
  const events = home || making ? !without.includes('events') : true;
  const open = path.startsWith('/events/') && path !== '/events/new' ? path.split('/')[2] : null;
  const others = useMomentMarks(view, /^\/moments\/([^/]+)$/.exec(path)?.[1] ?? null);
  const tapped = (spot: Spot) => {
    if (home || making) chosen.set({ ...spot, name: '', address: '', locationId: null });
  };
  return (
    <Split
      size={home ? size : 'tall'}
      above={
        home ? (
          <Box gap="s" align="flex-start">
            <Whens floating />
            <Box row gap="xs">
              <WhereBar />
              {!wide && <LayersButton floating />}
            </Box>
          </Box>
        ) : null
      }
      below={home && pin ? <Pinned /> : null}
      panel={<Slot />}
      map={
        <>
          <TopicsOfMap cells={map?.cells} />
          <MapCanvas
            label={words.events.mapLabel}
            start={
              view
                ? { lat: (view.south + view.north) / 2, lon: (view.west + view.east) / 2, zoom: view.zoom }
                : START
            }
            focus={target}
            onViewport={viewport.set}
            onTap={tapped}
            onOpen={(id) => router.push(`/events/${id}`)}
            pin={
              pin && (home || making)
                ? { ...pin, name: words.events.pinName }
                : spot && spot.event === open
                  ? { ...spot, name: words.meeting.flag }
                  : null
            }
            thanks={words.events.thanks}
            veiled={home}
            locale={words.locale}
            clusterName={words.events.cluster}
            words={words.events}
            others={without.includes('moments') ? [] : others}
            clusters={((events && map?.clusters) || []).map((cluster) => ({
              ...cluster,
              name: words.events.cluster(cluster.count),
            }))}
            markers={((events && map?.events) || []).map((event) => ({
              id: event.id,
              lat: event.place.lat,
              lon: event.place.lon,
              name: markerName(words, event, now),
              short:
                event.id === open ? event.title : (timeWords(words, event, now).split(', ').at(-1) ?? ''),
              icon: categoryIcon(event.category),
              tint: categoryTint(event.category),
              live: isOn(event, now),
              mine: event.mine === 'host' || event.mine === 'going',
              selected: event.id === open,
            }))}
          >
            {LAYERS.map(({ name, OnMap }) => OnMap && !without.includes(name) && <OnMap key={name} />)}
          </MapCanvas>
        </>
      }
    />
  );
}
