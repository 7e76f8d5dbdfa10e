// Who is not signed in sees the way in; who is, sees the page with the dock or the sidebar around it.
import { Redirect, useGlobalSearchParams, usePathname } from 'expo-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { ConfirmDialog } from '@/features/auth/components/ConfirmDialog';
import { afterSignIn } from '@/features/auth/going';
import { HearRooms } from '@/features/chat/components/HearRooms';
import { isMuted } from '@/features/chat/components/MuteButton';
import { useRooms } from '@/features/chat/data';
import { useUnseen } from '@/features/notifications/inbox';
import { SharingChip } from '@/features/presence/components/SharingChip';
import { drawFace } from '@/features/users/components/FacePicture';
import { useAdopted, useMe } from '@/features/users/data';
import { useWords } from '@/i18n/useWords';
import { useStore } from '@/lib/store';
import { useConnection } from '@/realtime/useTopic';
import { session } from '@/session/session';
import { PictureContext } from '@/ui/Avatar';
import { Box } from '@/ui/Box';
import { Waiting } from '@/ui/Loaded';
import { focusPage } from '@/ui/page';
import { Shell } from '@/ui/Shell';
import { Text } from '@/ui/Text';

const DOORS = ['/welcome', '/sign-in', '/sign-up'];
/** Links from elsewhere: whoever has no account sees them, too. */
const OPEN = /^\/[ie]\//;
/** Reached by links from elsewhere, whether somebody is signed in or not. */
const LANDINGS = ['/sign-in/return', '/undo-address'];

export function Frame({ children }: { children: ReactNode }) {
  const state = useStore(session);
  const path = usePathname();
  const { to } = useGlobalSearchParams<{ to?: string }>();
  const atDoor = DOORS.includes(path);
  if (state.kind === 'starting') return <Waiting />;
  if (LANDINGS.includes(path))
    return (
      <>
        {children}
        {state.kind === 'in' && <ConfirmDialog />}
      </>
    );
  if (state.kind === 'out')
    return atDoor || OPEN.test(path) ? (
      children
    ) : (
      <Redirect href={path === '/' ? '/welcome' : `/sign-in?to=${encodeURIComponent(path)}`} />
    );
  if (atDoor) return <Redirect href={afterSignIn(to) as '/'} />;
  return <Inside path={path}>{children}</Inside>;
}

function Inside({ path, children }: { path: string; children: ReactNode }) {
  const words = useWords();
  useAdopted();
  const suspended = useMe().data?.state === 'suspended';
  const rooms = useRooms(!suspended);
  const unread =
    rooms.data?.data.reduce((sum, room) => sum + (isMuted(room) ? room.mentions : room.unread), 0) ?? 0;
  const unseen = useUnseen();
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    // Back from an event or a room, the keyboard is where it left: on its line in the list.
    const [, kind, id] = before.current.split('/');
    before.current = path;
    const left = path.startsWith(`/${kind}/`) ? null : `${kind === 'rooms' ? 'room' : 'event'}-${id}`;
    const timer = setTimeout(() => focusPage(left), 0);
    return () => clearTimeout(timer);
  }, [path]);
  if (suspended && !/^\/(me|notices)\b/.test(path)) return <Redirect href="/me" />;
  const onMap = path === '/' || /^\/(events|moments)\b/.test(path);
  return (
    <Shell
      label={words.common.navigation}
      brand={words.common.brand}
      bare={path.startsWith('/rooms/') || /^\/(events|moments)\//.test(path) || OPEN.test(path)}
      action={{ href: '/events/new', label: words.events.make }}
      items={[
        { href: '/', label: words.common.map, icon: 'map', here: onMap },
        { href: '/plans', label: words.common.plans, icon: 'calendar', here: path === '/plans' },
        {
          href: '/rooms',
          label: words.common.rooms,
          icon: 'chat',
          here: path.startsWith('/rooms'),
          count: unread,
        },
        {
          href: '/me',
          label: words.common.me,
          icon: 'me',
          here: /^\/(me|friends|people|notices)\b/.test(path),
          count: unseen,
        },
      ]}
      notice={
        <>
          <Connection />
          {!suspended && <SharingChip />}
        </>
      }
    >
      <PictureContext value={drawFace}>{children}</PictureContext>
      <HearRooms rooms={rooms.data?.data ?? []} />
      <ConfirmDialog />
    </Shell>
  );
}

/** Says that the line is broken once it has been for a moment, and stays quiet otherwise. */
function Connection() {
  const words = useWords().common;
  const connection = useConnection();
  const broken = connection === 'waiting' || connection === 'connecting';
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(broken), broken ? 2_000 : 0);
    return () => clearTimeout(timer);
  }, [broken]);
  if (!late) return null;
  return (
    <Box padX="l" padY="xs" surface="high" role="status" align="center">
      <Text kind="small" ink="soft">
        {words.reconnecting}
      </Text>
    </Box>
  );
}
