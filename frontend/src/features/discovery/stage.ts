// What the map and the panel beside it share: where one looks, when, and the place that is being chosen.
import { createStore } from '@/lib/store';
import type { Spot, Viewport } from '@/ui/map';

export type When = 'all' | 'now' | 'tonight' | 'week';

/** A place that was chosen, by tapping or by typing. */
export interface Chosen extends Spot {
  name: string;
  address: string;
  locationId: string | null;
}

export const viewport = createStore<Viewport | null>(null);
export const when = createStore<When>('all');
export const chosen = createStore<Chosen | null>(null);
export const focus = createStore<(Spot & { zoom?: number }) | null>(null);

/** The centre of Helsinki, until the map has been somewhere else. */
export const START = { lat: 60.1702, lon: 24.9427, zoom: 14.2 };

/** How much of a phone's screen the list takes. */
export const panel = createStore<'low' | 'half' | 'tall'>('half');

/** What is searched for; null while nobody searches. */
export const search = createStore<{ text: string; category: string | null } | null>(null);
