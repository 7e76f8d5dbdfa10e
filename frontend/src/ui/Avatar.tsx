// A person as a disc: the first letter on a colour that is always the same for the same person.
import { View } from 'react-native';
import { Text } from './Text';
import { radius, useTheme } from './theme';

export interface Face {
  id: string;
  display_name: string;
}

/** Filled: there; a ring: there, but away for a moment or busy. */
export interface Dot {
  kind: 'there' | 'idle' | 'busy';
  label: string;
}

const SIZES = { s: 28, m: 40, l: 72 } as const;

export function Avatar({
  person,
  size = 'm',
  ring,
  dot,
}: {
  person: Face;
  size?: keyof typeof SIZES;
  ring?: boolean;
  /** Whether they are there right now. */
  dot?: Dot | null;
}) {
  const { colour } = useTheme();
  const side = SIZES[size];
  const face = (
    <View
      aria-hidden
      style={{
        width: side,
        height: side,
        borderRadius: radius.round,
        alignItems: 'center',
        justifyContent: 'center',
        backgroundColor: colour.people[hash(person.id) % colour.people.length],
        boxShadow: ring ? `0 0 0 2px ${colour.surface.mid}` : undefined,
      }}
    >
      <Text kind={size === 'l' ? 'title' : size === 'm' ? 'strong' : 'tiny'}>
        {initial(person.display_name)}
      </Text>
    </View>
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
