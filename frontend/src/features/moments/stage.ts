// What the map, the strips and the page of a moment share: whether moments are shown, and which one goes through.
import { createStore } from '@/lib/store';

/** Moments as a layer of the map: shown or not. */
export const layer = createStore(true);

/** The moments that one is looking through, in their order. */
export const through = createStore<readonly string[]>([]);
