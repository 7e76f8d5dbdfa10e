// A QR code, dark on light in both themes, since readers expect it so. `toqr` (a small encoder, already with Expo's
// tools) computes the squares: error correction is arithmetic that we would only get wrong.
import { useMemo } from 'react';
import { View } from 'react-native';
import Svg, { Path, Rect } from 'react-native-svg';
import { toQR } from 'toqr';
import { palettes, radius, space } from './theme';

const QUIET = 4; // squares of nothing around it, as the standard asks for

export function Qr({ text, label, side = 220 }: { text: string; label: string; side?: number }) {
  const { path, size } = useMemo(() => draw(text), [text]);
  const { ink, surface } = palettes.light;
  const all = size + 2 * QUIET;
  return (
    <View
      role="img"
      aria-label={label}
      style={{
        alignSelf: 'center',
        padding: space.s,
        borderRadius: radius.l,
        backgroundColor: surface.low,
      }}
    >
      <Svg width={side} height={side} viewBox={`0 0 ${all} ${all}`} aria-hidden>
        <Rect width={all} height={all} fill={surface.low} />
        <Path d={path} fill={ink.normal} />
      </Svg>
    </View>
  );
}

/** One path of unit squares, and how many there are on a side. */
export function draw(text: string): { path: string; size: number } {
  const squares = toQR(text);
  const size = Math.sqrt(squares.length);
  let path = '';
  squares.forEach((dark, at) => {
    if (dark) path += `M${(at % size) + QUIET} ${Math.floor(at / size) + QUIET}h1v1h-1z`;
  });
  return { path, size };
}
