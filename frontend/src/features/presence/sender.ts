// This device says where it is, while it was asked to, the app is open, and somebody may see it.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, ask } from '@/api/client';
import { now } from '@/lib/clock';
import { follow } from '@/lib/here';
import { keep, recall } from '@/lib/keep';
import { createStore, useStore } from '@/lib/store';
import { session } from '@/session/session';
import { sharingKey, useSharing } from './whereData';

const KEY = 'tomoda.where.sends';
const SELDOM_MS = 5_000;

/** Whose position this device says: the id of whoever switched it on here. A desk and a pocket would say two. */
const sends = createStore<string | null>(null);
void recall(KEY).then(sends.set);
export const forbidden = createStore(false);

export function useThisDevice(): [boolean, (on: boolean) => void] {
  const me = useStore(session);
  const mine = me.kind === 'in' ? me.userId : null;
  const whose = useStore(sends);
  const choose = (on: boolean) => {
    sends.set(on ? mine : null);
    void keep(KEY, on ? mine : null);
  };
  return [mine !== null && whose === mine, choose];
}

export function Sender() {
  const cache = useQueryClient();
  const [mine] = useThisDevice();
  const { data } = useSharing();
  const shared = (data?.shares ?? []).some((one) => one.precision !== 'hidden');
  const on = mine && shared;
  const shares = data?.shares.map(({ id }) => id).join() ?? '';
  useEffect(() => {
    if (!on) return;
    let last = 0; // whom I have just begun to share with is told at once
    return follow(
      ({ lat, lon, metres }) => {
        forbidden.set(false);
        if (Date.now() - last < SELDOM_MS) return;
        last = Date.now();
        const body = {
          lat,
          lon,
          accuracy: Math.min(metres, 100_000),
          taken_at: new Date(now()).toISOString(),
        };
        ask(api.PUT('/api/v1/positions/me', { body }))
          .then((taken) => {
            if (!taken.sharing || taken.arrived.length > 0)
              void cache.invalidateQueries({ queryKey: sharingKey });
          })
          .catch(() => undefined); // the next one is due soon
      },
      () => forbidden.set(true),
    );
  }, [on, shares, cache]);
  return null;
}
