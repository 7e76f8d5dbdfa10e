// The map in a browser: MapLibre below, and above it real buttons that the keyboard reaches.
import type { Map as Engine } from 'maplibre-gl';
import { type CSSProperties, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { View } from 'react-native';
import { IconButton } from '../Button';
import { Text } from '../Text';
import { radius, space, useTheme } from '../theme';
import { ClusterButton, MarkerButton, PinMark } from './buttons.web';
import { createEngine, extent, restyle, still } from './engine.web';
import { withoutStreets } from './edge';
import { gather } from './gather';
import { Pegged } from './Pegged.web';
import { Ground } from './onMap.web';
import type { MapProps, Spot } from './types';

export function MapCanvas(props: MapProps) {
  const { label, markers, pin, focus, start, onOpen, thanks, words, locale } = props;
  const { scheme, colour } = useTheme();
  const ground = useRef<HTMLDivElement>(null);
  const [engine, setEngine] = useState<Engine | null>(null);
  const [seenFrom, setZoom] = useState(start.zoom);
  const near = useMemo(() => gather(markers, seenFrom), [markers, seenFrom]);
  const clusters = [
    ...props.clusters,
    ...near.clusters.map((cluster) => ({ ...cluster, name: props.clusterName(cluster.count) })),
  ];
  const [bare, setBare] = useState(false);
  const [drawing, setDrawing] = useState(true);
  const report = useEffectEvent((map: Engine) => {
    const bounds = map.getBounds();
    const seen = {
      south: bounds.getSouth(),
      west: bounds.getWest(),
      north: bounds.getNorth(),
      east: bounds.getEast(),
      zoom: map.getZoom(),
    };
    props.onViewport(seen);
    void extent().then((streets) => setBare(withoutStreets(seen, streets)));
  });
  const tapped = useEffectEvent((spot: Spot) => props.onTap?.(spot));
  const begin = useEffectEvent((container: HTMLElement) => createEngine(container, start, scheme, locale));

  useEffect(() => {
    if (!ground.current) return;
    let map: Engine | null = null;
    let over = false;
    void begin(ground.current).then((made) => {
      if (over) return made.remove();
      map = made;
      made.on('moveend', () => report(made));
      made.on('zoom', () => setZoom(rounded(made)));
      setZoom(rounded(made));
      made.once('idle', () => setDrawing(false));
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

  const drawn = useRef(`${scheme} ${locale}`);
  useEffect(() => {
    const wanted = `${scheme} ${locale}`;
    if (!engine || drawn.current === wanted) return;
    drawn.current = wanted;
    void restyle(engine, scheme, locale);
  }, [engine, scheme, locale]);

  const { lat, lon, zoom } = focus ?? {};
  useEffect(() => {
    if (!engine || lat === undefined || lon === undefined) return;
    engine.easeTo({ center: [lon, lat], ...(zoom && { zoom }), duration: still() ? 0 : 600 });
  }, [engine, lat, lon, zoom]);

  return (
    <View style={{ flex: 1 }} role="group" aria-label={label} aria-busy={drawing}>
      {/* A layer of its own: markers never cover what floats over the map. */}
      <div ref={ground} style={{ position: 'absolute', inset: 0, zIndex: 0 }} />
      {engine && (
        <>
          {near.markers.map((marker) => (
            <Pegged
              key={marker.id}
              engine={engine}
              at={marker}
              up={marker.up}
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
          {props.others?.map(({ key, lat, lon, above, mark }) => (
            <Pegged key={key} engine={engine} at={{ lat, lon }} above={above} bottom>
              {mark}
            </Pegged>
          ))}
          <Ground value={{ engine, zoom: seenFrom }}>{props.children}</Ground>
          {pin && (
            <Pegged engine={engine} at={pin} above={4} bottom>
              <PinMark name={pin.name} />
            </Pegged>
          )}
        </>
      )}
      {props.veiled && <div style={veil(colour.surface.ground)} />}
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
          {bare ? `${words.noStreets} · ${thanks}` : thanks}
        </Text>
      </View>
    </View>
  );
}

/** In quarters: markers are gathered anew only when it makes a difference. */
const rounded = (engine: Engine): number => Math.round(engine.getZoom() * 4) / 4;

const veil = (ground: string): CSSProperties => ({
  position: 'absolute',
  inset: '0 0 auto 0',
  height: 84,
  pointerEvents: 'none',
  background: `linear-gradient(${ground} 40%, ${ground}00)`,
});
