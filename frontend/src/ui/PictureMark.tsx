// A small round picture that stands on the map above its place, with a number where there are several.
import { Image, View } from 'react-native';
import { useMemo, useState } from 'react';
import { blurAddress } from '@/lib/blurhash';
import { Icon } from './Icon';
import { Tap } from './Tap';
import { Text } from './Text';
import { radius, useTheme } from './theme';

export interface PictureMarkProps {
  /** The whole name, as a screen reader says it. */
  name: string;
  address: string | null;
  blurhash: string | null;
  count: number;
  selected: boolean;
  onPress: () => void;
  onLost: () => void;
  testID?: string;
}

const SIDE = 46;
const FILL = { position: 'absolute', top: 0, right: 0, bottom: 0, left: 0 } as const;

export function PictureMark(props: PictureMarkProps) {
  const { name, address, blurhash, count, selected, onPress, onLost, testID } = props;
  const { colour } = useTheme();
  const [lost, lose] = useState<string | null>(null);
  const blur = useMemo(() => (blurhash ? blurAddress(blurhash) : null), [blurhash]);
  const ring = selected ? colour.ember : colour.marker;
  return (
    <Tap label={name} onPress={onPress} testID={testID} look={() => ({ alignItems: 'center' })}>
      <View
        style={{
          width: SIDE,
          height: SIDE,
          padding: 3,
          borderRadius: radius.round,
          backgroundColor: ring,
          boxShadow: '0 2px 10px rgba(0,0,0,0.28)',
        }}
      >
        <View
          style={{
            flex: 1,
            borderRadius: radius.round,
            overflow: 'hidden',
            alignItems: 'center',
            justifyContent: 'center',
            backgroundColor: colour.surface.high,
          }}
        >
          {!address && !blur && <Icon name="photo" ink="soft" />}
          {blur && <Image source={{ uri: blur }} aria-hidden resizeMode="cover" style={FILL} />}
          {address && address !== lost && (
            <Image
              source={{ uri: address }}
              aria-hidden
              resizeMode="cover"
              style={FILL}
              onError={() => {
                lose(address);
                onLost();
              }}
            />
          )}
        </View>
      </View>
      <View style={{ width: 3, height: 8, backgroundColor: ring }} />
      {count > 1 && (
        <View
          style={{
            position: 'absolute',
            top: -4,
            right: -6,
            minWidth: 22,
            height: 22,
            paddingHorizontal: 5,
            alignItems: 'center',
            justifyContent: 'center',
            borderRadius: radius.round,
            backgroundColor: colour.ink.normal,
          }}
        >
          <Text kind="tiny" ink="inverse">
            {String(count)}
          </Text>
        </View>
      )}
    </Tap>
  );
}
