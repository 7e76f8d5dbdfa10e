// A person as a disc: the picture that they show of themselves, or the first letter of their name on a colour that is
// always the same for the same person.
import { type ReactNode, createContext, use, useState } from 'react';
import { Image, View } from 'react-native';
import { Tap } from './Tap';
import { Text } from './Text';
import { radius, useTheme } from './theme';

export interface Face {
  id: string;
  display_name: string;
  /** Of a group, the photo it has, if any: its id. A person's is found by who they are. */
  medium?: string | null;
}

/** Draws the picture of a face on its disc; whoever surrounds the pages knows where it is found. */
export const PictureContext = createContext<((face: Face) => ReactNode) | null>(null);

/** Filled: there; a ring: there, but away for a moment or busy. */
export interface Dot {
  kind: 'there' | 'idle' | 'busy';
  label: string;
}

const SIZES = { s: 28, m: 40, l: 72, xl: 112 } as const;
const FILL = { position: 'absolute', top: 0, right: 0, bottom: 0, left: 0 } as const;

export function Avatar({
  person,
  size = 'm',
  ring,
  dot,
  own,
  act,
}: {
  person: Face;
  size?: keyof typeof SIZES;
  ring?: boolean;
  /** Whether they are there right now. */
  dot?: Dot | null;
  /** A picture that is only on this device yet, in the place of theirs. */
  own?: string | null;
  /** What tapping it does, in words. */
  act?: { label: string; onPress: () => void } | null;
}) {
  const { colour } = useTheme();
  const draw = use(PictureContext);
  const side = SIZES[size];
  const face = (
    <View
      aria-hidden
      style={{
        width: side,
        height: side,
        flexShrink: 0,
        borderRadius: radius.round,
        alignItems: 'center',
        justifyContent: 'center',
        backgroundColor: colour.people[hash(person.id) % colour.people.length],
        overflow: 'hidden',
        boxShadow: ring ? `0 0 0 2px ${colour.surface.mid}` : undefined,
      }}
    >
      <Text kind={side > 40 ? 'title' : size === 'm' ? 'strong' : 'tiny'}>
        {initial(person.display_name)}
      </Text>
      {draw?.(person)}
      {own != null && <DiscPicture address={own} />}
    </View>
  );
  if (act)
    return (
      <Tap label={act.label} onPress={act.onPress} look={{ borderRadius: radius.round }}>
        {face}
      </Tap>
    );
  if (!dot) return face;
  const tint = dot.kind === 'busy' ? colour.ink.bad : colour.good;
  return (
    <View>
      {face}
      <View
        role="img"
        aria-label={dot.label}
        style={{
          position: 'absolute',
          right: -1,
          bottom: -1,
          width: 13,
          height: 13,
          borderRadius: radius.round,
          borderWidth: 3,
          borderColor: tint,
          backgroundColor: dot.kind === 'there' ? colour.good : colour.surface.low,
          boxShadow: `0 0 0 2px ${colour.surface.low}`,
        }}
      />
    </View>
  );
}

/** What lies on the letter once it is there; without an address, or a picture behind it, the letter is seen. */
export function DiscPicture({ address, onLost }: { address: string | null; onLost?: () => void }) {
  const [lost, lose] = useState<string | null>(null);
  if (!address || address === lost) return null;
  return (
    <Image
      source={{ uri: address }}
      resizeMode="cover"
      style={FILL}
      onError={() => {
        lose(address);
        onLost?.();
      }}
    />
  );
}

/** Up to four faces that overlap. */
export function Faces({ people }: { people: Face[] }) {
  return (
    <View style={{ flexDirection: 'row' }} aria-hidden>
      {people.slice(0, 4).map((person, at) => (
        <View key={person.id} style={{ marginLeft: at ? -8 : 0 }}>
          <Avatar person={person} size="s" ring />
        </View>
      ))}
    </View>
  );
}

const initial = (name: string): string => (Array.from(name.trim())[0] ?? '?').toUpperCase();

function hash(text: string): number {
  let sum = 7;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return sum;
}
