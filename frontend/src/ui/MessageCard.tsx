// A card within a message: a picture, a title and a line or two; opens what it shows.
import type { ReactNode } from 'react';
import { Linking, View } from 'react-native';
import { router, type Href } from 'expo-router';
import { Tap } from './Tap';
import { Text } from './Text';
import { radius, space, useTheme } from './theme';

export interface MessageCardProps {
  before?: ReactNode;
  title: string;
  lead?: string;
  small?: string;
  /** What opening it does, for screen readers. */
  hint?: string;
  /** An address of ours, or one of the world's. */
  href?: string;
  address?: string;
  /** Done before it opens. */
  onPress?: () => void;
}

export function MessageCard({ before, title, lead, small, hint, href, address, onPress }: MessageCardProps) {
  const { colour } = useTheme();
  const look = {
    flexDirection: 'row',
    alignItems: 'center',
    gap: space.m,
    padding: space.m,
    minWidth: 220,
    maxWidth: 360,
    borderRadius: radius.m,
    backgroundColor: colour.surface.mid,
  } as const;
  const inside = (
    <>
      {before}
      <View style={{ flex: 1, minWidth: 0, gap: 2 }}>
        <Text kind="strong" lines={2}>
          {title}
        </Text>
        {!!lead && (
          <Text kind="small" ink="soft" lines={3}>
            {lead}
          </Text>
        )}
        {!!small && (
          <Text kind="small" ink="soft" lines={1}>
            {small}
          </Text>
        )}
      </View>
    </>
  );
  if (address) {
    const web = { href: address, hrefAttrs: { target: '_blank', rel: 'noopener noreferrer nofollow' } };
    const native = { onTouchEnd: () => void Linking.openURL(address) };
    return (
      <View {...((process.env.EXPO_OS === 'web' ? web : native) as object)} style={look}>
        {inside}
      </View>
    );
  }
  if (!href) return <View style={look}>{inside}</View>;
  const open = () => {
    onPress?.();
    router.navigate(href as Href);
  };
  return (
    <Tap role="link" hint={hint} onPress={open} look={look}>
      {inside}
    </Tap>
  );
}
