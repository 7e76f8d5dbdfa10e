// The frame: a dock below on phones, a sidebar on wide screens; the ember button is the one thing to do.
import type { ReactNode } from 'react';
import { View, useWindowDimensions } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { useWords } from '@/i18n/useWords';
import { Icon, type IconName } from './Icon';
import { Tap } from './Tap';
import { Text } from './Text';
import { WIDE, radius, space, useTheme } from './theme';

export interface ShellItem {
  href: string;
  label: string;
  icon: IconName;
  here: boolean;
  count?: number;
}

export interface ShellProps {
  label: string;
  brand: string;
  items: ShellItem[];
  /** The one thing to do. */
  action: { href: string; label: string };
  /** A page that fills the phone's screen has no dock. */
  bare?: boolean;
  children: ReactNode;
  notice?: ReactNode;
}

export const useWide = (): boolean => useWindowDimensions().width >= WIDE;

export function Shell({ label, brand, items, action, bare, children, notice }: ShellProps) {
  const wide = useWide();
  const { colour } = useTheme();
  const safe = useSafeAreaInsets();
  const places = (
    <View
      role="navigation"
      aria-label={label}
      style={
        wide
          ? { width: 220, padding: space.l, gap: space.xs, backgroundColor: colour.surface.ground }
          : {
              flexDirection: 'row',
              justifyContent: 'space-around',
              alignItems: 'center',
              paddingTop: space.s,
              paddingHorizontal: space.s,
              paddingBottom: Math.max(space.s, safe.bottom),
              backgroundColor: colour.surface.low,
            }
      }
    >
      {wide && (
        <View style={{ paddingHorizontal: space.m, paddingVertical: space.l }}>
          <Text kind="title">{brand}</Text>
        </View>
      )}
      {wide && <MakeWide {...action} />}
      {wide ? (
        items.map((item) => <PlaceWide key={item.href} {...item} />)
      ) : (
        <Dock items={items} action={action} />
      )}
    </View>
  );
  return (
    <View
      style={{
        flex: 1,
        flexDirection: wide ? 'row' : 'column',
        paddingTop: safe.top,
        backgroundColor: colour.surface.ground,
      }}
    >
      {wide && places}
      <View style={{ flex: 1, minWidth: 0, minHeight: 0 }}>
        {notice}
        {children}
      </View>
      {!wide && !bare && places}
    </View>
  );
}

function MakeWide({ href, label }: ShellProps['action']) {
  const { colour } = useTheme();
  return (
    <View style={{ paddingBottom: space.m }}>
      <Tap
        href={href}
        label={label}
        look={({ hovered }) => ({
          flexDirection: 'row',
          alignItems: 'center',
          justifyContent: 'center',
          gap: space.s,
          minHeight: 48,
          borderRadius: radius.round,
          backgroundColor: hovered ? colour.emberHover : colour.ember,
        })}
      >
        <Icon name="add" ink="onEmber" />
        <Text kind="strong" ink="onEmber">
          {label}
        </Text>
      </Tap>
    </View>
  );
}

function PlaceWide({ href, label, icon, here, count }: ShellItem) {
  const { colour } = useTheme();
  return (
    <Tap
      href={href}
      selected={here}
      look={({ hovered }) => ({
        flexDirection: 'row',
        alignItems: 'center',
        gap: space.m,
        minHeight: 44,
        paddingHorizontal: space.m,
        borderRadius: radius.m,
        backgroundColor: here ? colour.surface.high : hovered ? colour.surface.mid : 'transparent',
      })}
    >
      <Icon name={icon} ink={here ? 'normal' : 'soft'} />
      <Text kind={here ? 'strong' : 'body'} ink={here ? 'normal' : 'soft'} grow>
        {label}
      </Text>
      <Count value={count} />
    </Tap>
  );
}

function Dock({ items, action }: Pick<ShellProps, 'items' | 'action'>) {
  const { colour } = useTheme();
  const half = Math.ceil(items.length / 2);
  const tap = (item: ShellItem) => (
    <Tap
      key={item.href}
      href={item.href}
      selected={item.here}
      look={{ flex: 1, minHeight: 48, alignItems: 'center', justifyContent: 'center', gap: 2 }}
    >
      <Icon name={item.icon} ink={item.here ? 'normal' : 'faint'} />
      <Text kind="tiny" ink={item.here ? 'normal' : 'faint'} lines={1}>
        {item.label}
      </Text>
      {!!item.count && (
        <View style={{ position: 'absolute', top: 0, right: '24%' }}>
          <Count value={item.count} />
        </View>
      )}
    </Tap>
  );
  return (
    <>
      {items.slice(0, half).map(tap)}
      <Tap
        href={action.href}
        label={action.label}
        look={({ pressed }) => ({
          width: 56,
          height: 48,
          borderRadius: radius.round,
          alignItems: 'center',
          justifyContent: 'center',
          backgroundColor: pressed ? colour.emberHover : colour.ember,
        })}
      >
        <Icon name="add" size={24} ink="onEmber" />
      </Tap>
      {items.slice(half).map(tap)}
    </>
  );
}

export function Count({ value }: { value: number | undefined }) {
  const { colour } = useTheme();
  const words = useWords().chat;
  if (!value) return null;
  return (
    <View
      role="img"
      aria-label={words.unread(value)}
      style={{
        minWidth: 20,
        height: 20,
        paddingHorizontal: 6,
        borderRadius: radius.round,
        alignItems: 'center',
        justifyContent: 'center',
        backgroundColor: colour.ink.normal,
      }}
    >
      <Text kind="tiny" ink="inverse">
        {value > 99 ? '99+' : String(value)}
      </Text>
    </View>
  );
}
