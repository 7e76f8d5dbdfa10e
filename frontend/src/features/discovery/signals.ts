// Events that appear, change and vanish on the map while somebody looks at it.
import type { QueryClient } from '@tanstack/react-query';
import type { Schemas } from '@/api/client';
import type { Rules } from '@/realtime/apply';

type Map = Schemas['Map'];
type EventCard = Schemas['EventCard'];

interface Asked {
  south: number;
  west: number;
  north: number;
  east: number;
  when: string;
  whose: string;
  category?: string;
}

/**
 * Patched, not fetched: each answer to an event would otherwise make everybody who looks at that part of the map ask
 * for all of it. What is filtered by time or by people is fetched: the server alone says what "tonight" is, and whose.
 */
function patchMaps(cache: QueryClient, change: (map: Map, asked: Asked) => Map): void {
  for (const [key, map] of cache.getQueriesData<Map>({ queryKey: ['discovery', 'list', 'map'] })) {
    const asked = key[3] as Asked | null;
    if (!asked) continue; // no map has been shown yet
    if (asked.when !== 'all' || asked.whose !== 'all') void cache.invalidateQueries({ queryKey: key });
    else if (map) cache.setQueryData(key, change(map, asked));
  }
}

export const discoveryRules: Rules = {
  patches: {
    'events.event_on_map': (cache, { card }: { card: EventCard }) =>
      patchMaps(cache, (map, { south, west, north, east, category }) => {
        const known = map.events.find((event) => event.id === card.id);
        const wanted = category === undefined || card.category === category;
        const inside =
          wanted &&
          card.place.lat >= south &&
          card.place.lat <= north &&
          card.place.lon >= west &&
          card.place.lon <= east;
        if (!known && !inside) return map;
        // What everybody may know says nothing of my own answer, and not more of the place than I knew.
        const mine = known
          ? { mine: known.mine, place: known.place.exact ? known.place : card.place }
          : { mine: null };
        const others = map.events.filter((event) => event.id !== card.id);
        const events = wanted ? [...others, { ...card, ...mine }] : others; // it may have become of another kind
        return { ...map, events: events.sort((a, b) => a.starts_at.localeCompare(b.starts_at)) };
      }),
    'events.event_off_map': (cache, { event_id }: { event_id: string }) =>
      patchMaps(cache, (map) => ({ ...map, events: map.events.filter((event) => event.id !== event_id) })),
  },
  topics: {
    map: () => [['discovery', 'list']],
    user: () => [['discovery', 'list']],
  },
};
