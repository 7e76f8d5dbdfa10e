// What the map and the panel beside it share: where one looks, when, and the place that is being chosen.
import { createStore } from '@/lib/store';
import type { Spot, Viewport } from '@/ui/map';

export type When = 'all' | 'now' | 'tonight' | 'week';
export type Whose = 'all' | 'friends' | 'mine';

/** What of all that is on is shown, on the map and in the list alike. */
export interface Shown {
  when: When;
  /** One kind; null for all of them. */
  category: string | null;
  whose: Whose;
}

export const EVERYTHING: Shown = { when: 'all', category: null, whose: 'all' };

/** A place that was chosen, by tapping or by typing. */
export interface Chosen extends Spot {
  name: string;
  address: string;
  locationId: string | null;
}

export const viewport = createStore<Viewport | null>(null);
export const isEverything = ({ when, category, whose }: Shown): boolean =>
  when === 'all' && category === null && whose === 'all';

export const shown = createStore<Shown>(EVERYTHING);

/** Changes a part of what is shown. */
export const show = (more: Partial<Shown>): void => shown.set({ ...shown.get(), ...more });
export const chosen = createStore<Chosen | null>(null);
/** Where exactly one meets for the event that is looked at. */
export const flag = createStore<(Spot & { event: string }) | null>(null);
export const focus = createStore<(Spot & { zoom?: number }) | null>(null);

/** The centre of Helsinki, until the map has been somewhere else. */
export const START = { lat: 60.1702, lon: 24.9427, zoom: 14.2 };

/** How much of a phone's screen the list takes. */
export const panel = createStore<'low' | 'half' | 'tall'>('half');

/** What is searched for; null while nobody searches. */
export const search = createStore<string | null>(null);
