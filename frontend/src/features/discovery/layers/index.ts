// The layers of the map. Another one is a file beside this one, and a line below.
import type { ComponentType } from 'react';
import { keep, recall } from '@/lib/keep';
import { createStore } from '@/lib/store';
import type { IconName } from '@/ui/Icon';
import { FriendsLayer } from './Friends';

export interface Layer {
  /** Its name in `words.where.layers`. */
  name: 'events' | 'friends' | 'moments';
  icon: IconName;
  /** What stands on the map; what it shows as a list, the list beside the map shows. */
  OnMap: ComponentType | null;
}

export const LAYERS: readonly Layer[] = [
  { name: 'events', icon: 'calendar', OnMap: null }, // the map's own markers and clusters
  { name: 'friends', icon: 'people', OnMap: FriendsLayer },
  { name: 'moments', icon: 'photo', OnMap: null }, // marks of the map, too
];

export type LayerName = Layer['name'];

const KEY = 'tomoda.map.layersOff';

/** Which are switched off: a new layer is on for everybody. */
export const off = createStore<readonly string[]>([]);
void recall(KEY).then((kept) => kept && off.set(kept.split(',')));

export function switchLayer(name: LayerName, on: boolean): void {
  const others = off.get().filter((one) => one !== name && one !== '');
  off.set(on ? others : [...others, name]);
  void keep(KEY, off.get().length ? off.get().join() : null);
}
