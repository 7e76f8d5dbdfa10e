// What a layer puts on the map: at its place, above what it says, with a circle if it is only about there.
import type { Map as Engine } from 'maplibre-gl';
import { createContext, use } from 'react';
import { View } from 'react-native';
import { useTheme } from '../theme';
import { Pegged } from './Pegged.web';
import type { OnMapProps } from './onMap';

/** The map that layers stand on, and the zoom that one looks from. */
export const Ground = createContext<{ engine: Engine; zoom: number } | null>(null);

const EQUATOR = 40_075_016; // metres
const SMALLEST = 56; // pixels: a smaller circle would lie below what stands in it
const LARGEST = 4_000;

export function OnMap({ at, above, metres = 0, children }: OnMapProps) {
  const ground = use(Ground);
  const { colour } = useTheme();
  if (!ground) return null;
  const perPixel = (EQUATOR * Math.cos((at.lat * Math.PI) / 180)) / (512 * 2 ** ground.zoom);
  const side = Math.min(LARGEST, (2 * metres) / perPixel);
  return (
    <>
      {side > SMALLEST && (
        <Pegged engine={ground.engine} at={at} above={0} through>
          <View
            aria-hidden
            style={{
              width: side,
              height: side,
              borderRadius: side / 2,
              borderWidth: 2,
              borderColor: colour.ember,
              backgroundColor: colour.emberSoft,
              opacity: 0.45,
            }}
          />
        </Pegged>
      )}
      <Pegged engine={ground.engine} at={at} above={above}>
        {children}
      </Pegged>
    </>
  );
}
