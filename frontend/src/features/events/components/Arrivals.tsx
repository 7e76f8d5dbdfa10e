// What waits for a person on this device: scans to be sent, and an invitation that they opened before they came in.
import { router, usePathname } from 'expo-router';
import { useEffect } from 'react';
import { onReturn } from '@/lib/device';
import { useStore } from '@/lib/store';
import { useConnection } from '@/realtime/useTopic';
import { session } from '@/session/session';
import { sendArrivals } from '../arrivals';
import { takeInvitation } from '../pending';

export function Arrivals() {
  const state = useStore(session);
  const owner = state.kind === 'in' ? state.userId : null;
  const connection = useConnection();
  const home = usePathname() === '/';
  useEffect(() => {
    if (owner && connection === 'ready') void sendArrivals(owner);
  }, [owner, connection]);
  useEffect(() => (owner ? onReturn(() => void sendArrivals(owner)) : undefined), [owner]);
  useEffect(() => {
    if (!owner || !home) return;
    void takeInvitation().then((address) => address && router.replace(address as '/'));
  }, [owner, home]);
  return null;
}
