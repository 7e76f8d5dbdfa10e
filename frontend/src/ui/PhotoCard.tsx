// A small photo with two short lines below, one of several beside each other.
import { View } from 'react-native';
import { Photo } from './Photo';
import { Tap } from './Tap';
import { Text } from './Text';
import { radius, space, useTheme } from './theme';

export interface PhotoCardProps {
  /** What is to be seen on it; with the two lines it is the card's name. */
  alt: string;
  address: string | null;
  blurhash: string | null;
  title: string;
  lead: string;
  onPress: () => void;
  onLost: () => void;
  testID?: string;
}

const WIDTH = 104;

export function PhotoCard({ alt, address, blurhash, title, lead, onPress, onLost, testID }: PhotoCardProps) {
  const { colour } = useTheme();
  return (
    <Tap
      onPress={onPress}
      testID={testID}
      look={({ hovered }) => ({
        width: WIDTH + 2 * space.xs,
        padding: space.xs,
        gap: space.xs,
        borderRadius: radius.l,
        backgroundColor: hovered ? colour.surface.high : 'transparent',
      })}
    >
      <Photo address={address} blurhash={blurhash} alt={alt} width={WIDTH} ratio={4 / 5} onLost={onLost} />
      <View style={{ paddingHorizontal: 2 }}>
        <Text kind="label" lines={1}>
          {title}
        </Text>
        <Text kind="tiny" ink="faint" lines={1}>
          {lead}
        </Text>
      </View>
    </Tap>
  );
}
