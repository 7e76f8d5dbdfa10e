// One photo over everything else, as large as the screen; Escape and a button lead back, arrows to the others.
import { useEffect, useEffectEvent } from 'react';
import { Image, Modal, Pressable, View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { onKey } from '@/lib/keys';
import { IconButton } from './Button';
import { Text } from './Text';
import { space, useTheme } from './theme';

export interface LightboxProps {
  /** What the photo is called. */
  label: string;
  address: string | null;
  alt: string;
  /** "2 of 3", where there are several. */
  count?: string;
  says: { close: string; next: string; previous: string };
  onClose: () => void;
  onNext?: () => void;
  onPrevious?: () => void;
}

export function Lightbox({ label, address, alt, count, says, onClose, onNext, onPrevious }: LightboxProps) {
  const { colour } = useTheme();
  const safe = useSafeAreaInsets();
  const turn = useEffectEvent((key: string) => {
    if (key === 'Escape') onClose(); // also before the window has come to rest
    if (key === 'ArrowRight') onNext?.();
    if (key === 'ArrowLeft') onPrevious?.();
  });
  useEffect(() => onKey((key) => turn(key)), []);
  return (
    <Modal visible transparent animationType="fade" onRequestClose={onClose}>
      <View
        role="dialog"
        aria-label={label}
        style={{
          flex: 1,
          backgroundColor: colour.surface.ground,
          paddingTop: safe.top,
          paddingBottom: safe.bottom,
        }}
      >
        <View
          style={{ flexDirection: 'row', alignItems: 'center', gap: space.s, padding: space.s, zIndex: 1 }}
        >
          <IconButton icon="close" label={says.close} onPress={onClose} />
          <View style={{ flex: 1, alignItems: 'center' }}>
            {count && (
              <Text kind="label" ink="soft" live>
                {count}
              </Text>
            )}
          </View>
          {(onPrevious || onNext) && (
            <>
              <IconButton
                icon="left"
                label={says.previous}
                onPress={() => onPrevious?.()}
                disabled={!onPrevious}
              />
              <IconButton icon="right" label={says.next} onPress={() => onNext?.()} disabled={!onNext} />
            </>
          )}
        </View>
        <View style={{ flex: 1 }}>
          {/* Beside the photo is a way out for the pointer; the keyboard has Escape. */}
          <Pressable aria-hidden tabIndex={-1} onPress={onClose} style={FILL} />
          {address && (
            <View style={{ ...FILL, pointerEvents: 'none' }}>
              <Image source={{ uri: address }} aria-label={alt} resizeMode="contain" style={FILL} />
            </View>
          )}
        </View>
        {alt !== '' && alt !== label && (
          <View style={{ padding: space.l }}>
            <Text centre ink="soft">
              {alt}
            </Text>
          </View>
        )}
      </View>
    </Modal>
  );
}

const FILL = { position: 'absolute', top: 0, right: 0, bottom: 0, left: 0 } as const;
