// A person as a disc: the first letter on a colour that is always the same for the same person.
import { View } from 'react-native';
import { Text } from './Text';
import { radius, useTheme } from './theme';

export interface Face {
  id: string;
  display_name: string;
}

const SIZES = { s: 28, m: 40, l: 72 } as const;

export function Avatar({
  person,
  size = 'm',
  ring,
}: {
  person: Face;
  size?: keyof typeof SIZES;
  ring?: boolean;
}) {
  const { colour } = useTheme();
  const side = SIZES[size];
  return (
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
