// My own account: what I say of myself, who is kept away, my data, and leaving.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Schemas, api, ask } from '@/api/client';
import { useEffect } from 'react';
import { travel } from '@/lib/travel';
import { certainly } from '@/session/certain';
import { leave } from '@/session/session';
import { adopt } from '@/session/settings';

export type Me = Schemas['Me'];

const ME = ['users', 'me', 'account'];
const BLOCKS = ['users', 'me', 'blocks'];
const MUTES = ['users', 'me', 'mutes'];
const EXPORTS = ['users', 'me', 'exports'];
const PREPARING_MS = 2_000;

export const useMe = () =>
  useQuery({ queryKey: ME, queryFn: ({ signal }) => ask(api.GET('/api/v1/users/me', { signal })) });

/** Speaks and looks as the account says, wherever this device was never told otherwise. */
export function useAdopted(): void {
  const me = useMe().data;
  const { theme = 'system', clock = '24' } = me?.preferences ?? {};
  const locale = me?.locale;
  useEffect(() => {
    if (locale) void adopt({ locale, theme, clock });
  }, [locale, theme, clock]);
}

export function useEditMe() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['ProfileEdit']) => ask(api.PATCH('/api/v1/users/me', { body })),
    onSuccess: (me) => cache.setQueryData(ME, me),
  });
}

const STANDING = ['users', 'me', 'standing'];

/** Why my account was taken away, the latest first. */
export const useStanding = () =>
  useQuery({
    queryKey: STANDING,
    queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/users/me/standing', { signal }))).data,
  });

/** Says, once, why it should not have been. */
export function useAppeal() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (words: string) => ask(api.PUT('/api/v1/users/me/standing/appeal', { body: { words } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: STANDING }),
  });
}

export const useBlocks = () =>
  useQuery({
    queryKey: BLOCKS,
    queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/users/me/blocks', { signal }))).data,
  });

/** Blocks somebody or lifts it. Whoever is blocked vanishes from everything: all is asked for anew. */
export function useBlock() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, on }: { id: string; on: boolean }) => {
      const params = { path: { user_id: id } };
      return on
        ? ask(api.PUT('/api/v1/users/me/blocks/{user_id}', { params }))
        : ask(api.DELETE('/api/v1/users/me/blocks/{user_id}', { params }));
    },
    onSuccess: () => cache.invalidateQueries(),
  });
}

export const useMutes = () =>
  useQuery({
    queryKey: MUTES,
    queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/users/me/mutes', { signal }))).data,
  });

export function useMutePerson() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, on }: { id: string; on: boolean }) => {
      const params = { path: { user_id: id } };
      return on
        ? ask(api.PUT('/api/v1/users/me/mutes/{user_id}', { params, body: {} }))
        : ask(api.DELETE('/api/v1/users/me/mutes/{user_id}', { params }));
    },
    onSuccess: () => cache.invalidateQueries({ queryKey: MUTES }),
  });
}

export const useReport = () =>
  useMutation({ mutationFn: (body: Schemas['NewReport']) => ask(api.POST('/api/v1/reports', { body })) });

/** What I reported, and what came of it. */
export const useMyReports = () =>
  useQuery({
    queryKey: ['users', 'me', 'reports'],
    queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/reports', { signal }))).data,
  });

/** My exports; asked for again while one is being prepared. */
export const useExports = () =>
  useQuery({
    queryKey: EXPORTS,
    queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/users/me/exports', { signal }))).data,
    refetchInterval: ({ state }) =>
      state.data?.some((one) => one.state === 'preparing') ? PREPARING_MS : false,
  });

export function useAskExport() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => certainly(() => ask(api.POST('/api/v1/users/me/exports'))),
    onSettled: () => cache.invalidateQueries({ queryKey: EXPORTS }),
  });
}

export const useDeactivate = () =>
  useMutation({
    mutationFn: () => certainly(() => ask(api.DELETE('/api/v1/users/me'))),
    onSuccess: leave,
  });

/** Has the browser save one of my exports, by a link that is good once. */
export async function fetchExport({ id, form }: { id: string; form: 'page' | 'json' }): Promise<void> {
  const params = { path: { export_id: id } };
  const links = await certainly(() =>
    ask(api.POST('/api/v1/users/me/exports/{export_id}/links', { params })),
  );
  await travel(links[form]);
}
