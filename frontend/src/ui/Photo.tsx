// A photo in its place: its colours until it is there, and what is wrong where it does not come.
import { useMemo, useState } from 'react';
import { Image, View } from 'react-native';
import { blurAddress } from '@/lib/blurhash';
import { Icon } from './Icon';
import { Tap } from './Tap';
import { Text } from './Text';
import { radius, useTheme } from './theme';

export interface PhotoProps {
  /** Where it is; nothing while that is asked for. */
  address: string | null;
  blurhash: string | null;
  /** What is to be seen on it. */
  alt: string;
  /** In pixels of the screen; as wide as it may where nothing is said. */
  width?: number;
  /** Width to height. */
  ratio: number;
  /** Instead of the photo: that it is not there yet, or never. */
  note?: string;
  bad?: boolean;
  /** Larger, by its name in words. */
  onPress?: () => void;
  label?: string;
  /** The address has ended. */
  onLost?: () => void;
  round?: 'm' | 'l' | 'none';
}

const FILL = { position: 'absolute', top: 0, right: 0, bottom: 0, left: 0 } as const;

export function Photo(props: PhotoProps) {
  const { address, blurhash, alt, width, ratio, note, bad, onPress, label, onLost, round = 'm' } = props;
  const { colour } = useTheme();
  const [lost, lose] = useState<string | null>(null);
  const blur = useMemo(() => (blurhash ? blurAddress(blurhash) : null), [blurhash]);
  const look = {
    width: width ?? '100%',
    maxWidth: '100%',
    aspectRatio: ratio,
    borderRadius: radius[round],
    overflow: 'hidden',
    alignItems: 'center',
    justifyContent: 'center',
    backgroundColor: colour.surface.high,
  } as const;
  const inside = (
    <>
      {blur && <Image source={{ uri: blur }} aria-hidden resizeMode="cover" style={FILL} />}
      {address && address !== lost && (
        <Image
          source={{ uri: address }}
          aria-label={alt}
          resizeMode="cover"
          style={FILL}
          onError={() => {
            lose(address);
            onLost?.();
          }}
        />
      )}
      {note && (
        <View
          role="status"
          style={{
            margin: 8,
            paddingHorizontal: 10,
            paddingVertical: 6,
            gap: 6,
            flexDirection: 'row',
            alignItems: 'center',
            borderRadius: radius.m,
            backgroundColor: colour.glass,
          }}
        >
          <Icon name={bad ? 'noPhoto' : 'wait'} size={16} ink={bad ? 'bad' : 'soft'} />
          <Text kind="small" ink={bad ? 'bad' : 'soft'}>
            {note}
          </Text>
        </View>
      )}
    </>
  );
  if (!onPress)
    return (
      <View style={look} role={address ? undefined : 'img'} aria-label={address ? undefined : alt}>
        {inside}
      </View>
    );
  return (
    <Tap label={label ?? alt} onPress={onPress} look={look}>
      {inside}
    </Tap>
  );
}
