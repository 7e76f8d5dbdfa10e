// Deposits, as they are asked for, left and given back.
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Schemas, api, ask } from '@/api/client';
import { changed } from '@/features/events/data';
import { leaveFor } from '@/lib/outside';
import { offers } from '@/session/ways';

export type DepositPage = Schemas['DepositPage'];
export type MyDeposit = Schemas['MyDeposit'];
export type NewDeposit = Schemas['NewDeposit'];

const PAYING_MS = 3_000;

const at = (id: string) => ({ path: { event_id: id } });
const depositOf = (id: string) => ['events', id, 'deposit'];

/** Whether this Tomoda takes payments at all. */
export const useOffers = () => useQuery({ queryKey: ['payments', 'offers'], queryFn: offers });

/** What an event asks for, and what I have left. */
export const useDeposit = (id: string, wanted = true) =>
  useQuery<DepositPage>({
    queryKey: depositOf(id),
    enabled: wanted,
    queryFn: ({ signal }) => ask(api.GET('/api/v1/events/{event_id}/deposit', { params: at(id), signal })),
  });

function useDepositDeed<Given>(id: string, deed: (given: Given) => Promise<DepositPage>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: deed,
    onSuccess: (page) => cache.setQueryData<DepositPage>(depositOf(id), page),
    onSettled: () => changed(cache, id),
  });
}

/** I come: a seat is held, and the browser goes where I pay, if there is something to pay now. */
export const useLeave = (id: string) =>
  useDepositDeed(id, async (body: Schemas['Coming']) => {
    const page = await ask(api.PUT('/api/v1/events/{event_id}/deposit/mine', { params: at(id), body }));
    if (page.mine?.state === 'open' && page.mine.checkout_url) await leaveFor(page.mine.checkout_url);
    return page;
  });

/** I come back from paying: Stripe is asked, every few seconds as long as it is open. */
export function useLook(id: string) {
  const cache = useQueryClient();
  return useQuery<DepositPage>({
    queryKey: [...depositOf(id), 'look'],
    gcTime: 0,
    refetchInterval: ({ state: { data } }) => (data?.mine?.state === 'open' ? PAYING_MS : false),
    queryFn: async () => {
      const page = await ask(api.POST('/api/v1/events/{event_id}/deposit/mine/look', { params: at(id) }));
      cache.setQueryData<DepositPage>(depositOf(id), page);
      if (page.mine?.state !== 'open') void cache.invalidateQueries({ queryKey: ['events', id, 'page'] });
      return page;
    },
  });
}

export const useAskFor = (id: string) =>
  useDepositDeed(id, (body: NewDeposit | null) =>
    body === null
      ? ask(api.DELETE('/api/v1/events/{event_id}/deposit', { params: at(id) }))
      : ask(api.PUT('/api/v1/events/{event_id}/deposit', { params: at(id), body })),
  );

const guestsOf = (id: string) => ['events', id, 'deposits'];

/** As host: what guests have left with me. */
export const useGuestDeposits = (id: string) =>
  useQuery({
    queryKey: guestsOf(id),
    queryFn: ({ signal }) => ask(api.GET('/api/v1/events/{event_id}/deposits', { params: at(id), signal })),
  });

export function useGiveBack(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (person: string) =>
      ask(
        api.PUT('/api/v1/events/{event_id}/deposits/{user_id}/return', {
          params: { path: { event_id: id, user_id: person } },
        }),
      ),
    onSuccess: (given) => cache.setQueryData(guestsOf(id), given),
  });
}

export const useMyDeposits = () =>
  useQuery({
    queryKey: ['payments', 'mine'],
    queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/users/me/deposits', { signal }))).data,
  });

const PAYOUTS = ['payments', 'payouts'];

/** Whether my account at Stripe may take deposits; Stripe itself is asked if it wanted to know more. */
export const usePayouts = () =>
  useQuery({
    queryKey: PAYOUTS,
    queryFn: async ({ signal }) => {
      const known = await ask(api.GET('/api/v1/users/me/payouts', { signal }));
      return known.state === 'started' ? ask(api.POST('/api/v1/users/me/payouts/look')) : known;
    },
  });

/** To Stripe, which asks what it must know. */
export const useOpenPayouts = () =>
  useMutation({
    mutationFn: async () => leaveFor((await ask(api.POST('/api/v1/users/me/payouts'))).url),
  });

/** Told to the guest and to the host: which event's deposits to ask for again. */
export const depositChanged = (cache: QueryClient, { event_id }: { event_id: string }) => {
  for (const queryKey of [
    ['events', event_id],
    ['payments', 'mine'],
  ])
    void cache.invalidateQueries({ queryKey });
};
