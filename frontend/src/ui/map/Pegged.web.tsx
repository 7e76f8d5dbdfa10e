// Keeps what is in it at a place of the map, while the map moves below.
import type { Map as Engine, Marker as Peg } from 'maplibre-gl';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { createPortal } from 'react-dom';
import { maplibre } from './engine.web';
import type { Spot } from './types';

export function Pegged({
  engine,
  at,
  above,
  bottom,
  up = 0,
  through,
  children,
}: {
  engine: Engine;
  at: Spot;
  above: number;
  bottom?: boolean;
  /** So many pixels above its place. */
  up?: number;
  /** The pointer goes through it, to what lies below. */
  through?: boolean;
  children: ReactNode;
}) {
  const [element] = useState(() => document.createElement('div'));
  const [peg, setPeg] = useState<Peg | null>(null);
  const { lat, lon } = at;
  const first = useEffectEvent(() => [lon, lat] as [number, number]);
  useEffect(() => {
    let made: Peg | null = null;
    let over = false;
    void maplibre().then(({ Marker }) => {
      if (over) return;
      made = new Marker({ element, anchor: bottom ? 'bottom' : 'center' }).setLngLat(first()).addTo(engine);
      // The library names and focuses the outside; the button inside does both itself.
      for (const name of ['aria-label', 'role', 'tabindex']) element.removeAttribute(name);
      setPeg(made);
    });
    return () => {
      over = true;
      made?.remove();
    };
  }, [engine, element, bottom]);
  useEffect(() => {
    peg?.setLngLat([lon, lat]);
  }, [peg, lat, lon]);
  useEffect(() => {
    peg?.getElement().style.setProperty('z-index', String(above));
  }, [peg, above]);
  useEffect(() => {
    peg?.setOffset([0, -up]);
  }, [peg, up]);
  useEffect(() => {
    peg?.getElement().style.setProperty('pointer-events', through ? 'none' : 'auto');
  }, [peg, through]);
  return createPortal(children, element);
}
