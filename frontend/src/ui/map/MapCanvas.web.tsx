// The map in a browser: MapLibre below, and above it real buttons that the keyboard reaches.
import type { Map as Engine, Marker as Peg } from 'maplibre-gl';
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { View } from 'react-native';
import { IconButton } from '../Button';
import { Text } from '../Text';
import { radius, space, useTheme } from '../theme';
import { ClusterButton, MarkerButton, PinMark } from './buttons.web';
import { createEngine, maplibre, restyle, still } from './engine.web';
import type { MapProps, Spot } from './types';

export function MapCanvas(props: MapProps) {
  const { label, markers, clusters, pin, focus, start, onOpen, thanks, words } = props;
  const { scheme, colour } = useTheme();
  const ground = useRef<HTMLDivElement>(null);
  const [engine, setEngine] = useState<Engine | null>(null);
  const report = useEffectEvent((map: Engine) => {
    const bounds = map.getBounds();
    props.onViewport({
      south: bounds.getSouth(),
      west: bounds.getWest(),
      north: bounds.getNorth(),
      east: bounds.getEast(),
      zoom: map.getZoom(),
    });
  });
  const tapped = useEffectEvent((spot: Spot) => props.onTap?.(spot));
  const begin = useEffectEvent((container: HTMLElement) => createEngine(container, start, scheme));

  useEffect(() => {
    if (!ground.current) return;
    let map: Engine | null = null;
    let over = false;
    void begin(ground.current).then((made) => {
      if (over) return made.remove();
      map = made;
      made.on('moveend', () => report(made));
      made.on('click', ({ lngLat }) => tapped({ lat: lngLat.lat, lon: lngLat.lng }));
      made.getCanvas().tabIndex = 0;
      setEngine(made);
      report(made);
    });
    return () => {
      over = true;
      map?.remove();
      setEngine(null);
    };
  }, []);

  const drawn = useRef(scheme);
  useEffect(() => {
    if (!engine || drawn.current === scheme) return;
    drawn.current = scheme;
    restyle(engine, scheme);
  }, [engine, scheme]);

  const { lat, lon, zoom } = focus ?? {};
  useEffect(() => {
    if (!engine || lat === undefined || lon === undefined) return;
    engine.easeTo({ center: [lon, lat], ...(zoom && { zoom }), duration: still() ? 0 : 600 });
  }, [engine, lat, lon, zoom]);

  return (
    <View style={{ flex: 1 }} role="group" aria-label={label}>
      <div ref={ground} style={{ position: 'absolute', inset: 0 }} />
      {engine && (
        <>
          {markers.map((marker) => (
            <Pegged
              key={marker.id}
              engine={engine}
              at={marker}
              above={marker.selected ? 3 : marker.mine ? 2 : 1}
            >
              <MarkerButton marker={marker} onOpen={onOpen} />
            </Pegged>
          ))}
          {clusters.map((cluster) => (
            <Pegged key={`${cluster.lat} ${cluster.lon}`} engine={engine} at={cluster} above={1}>
              <ClusterButton
                cluster={cluster}
                onOpen={() =>
                  engine.easeTo({
                    center: [cluster.lon, cluster.lat],
                    zoom: engine.getZoom() + 2.5,
                    duration: still() ? 0 : 500,
                  })
                }
              />
            </Pegged>
          ))}
          {pin && (
            <Pegged engine={engine} at={pin} above={4} bottom>
              <PinMark name={pin.name} />
            </Pegged>
          )}
        </>
      )}
      <View
        style={{
          position: 'absolute',
          right: space.m,
          top: space.m,
          borderRadius: radius.round,
          backgroundColor: colour.glass,
        }}
      >
        <IconButton icon="add" label={words.zoomIn} onPress={() => engine?.zoomIn()} />
        <IconButton icon="minus" label={words.zoomOut} onPress={() => engine?.zoomOut()} />
      </View>
      <View
        style={{
          position: 'absolute',
          left: space.s,
          bottom: space.xl,
          paddingHorizontal: space.s,
          borderRadius: radius.s,
          backgroundColor: colour.glass,
        }}
      >
        <Text kind="tiny" ink="faint">
          {thanks}
        </Text>
      </View>
    </View>
  );
}

/** Keeps what is in it at a place of the map. */
function Pegged({
  engine,
  at,
  above,
  bottom,
  children,
}: {
  engine: Engine;
  at: Spot;
  above: number;
  bottom?: boolean;
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
  return createPortal(children, element);
}
