// What is asked and done by whoever may have no account: links, shared events, and coming by mail.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Schemas, api, ask } from '@/api/client';
import { ORIGIN } from '@/lib/origin';

export const useInvitePreview = (invite: string) =>
  useQuery({
    queryKey: ['invites', invite],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/invites/{invite}', { params: { path: { invite } }, signal })),
  });

export const useAccept = (invite: string) =>
  useMutation({
    mutationFn: () => ask(api.POST('/api/v1/invites/{invite}', { params: { path: { invite } } })),
  });

export const useSharedCard = (id: string) =>
  useQuery({
    queryKey: ['shared', id],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/share/events/{event_id}/card', { params: { path: { event_id: id } }, signal })),
  });

/** The picture of an event that everybody may see. */
export const openPicture = ({ id, cover }: Schemas['EventCard']) =>
  cover && { address: `${ORIGIN}/api/v1/share/events/${id}/cover`, alt: cover.alt };

export const useAskByMail = (id: string) =>
  useMutation({
    mutationFn: (body: Schemas['NewMailGuest']) =>
      ask(api.POST('/api/v1/events/{event_id}/mail-guests', { params: { path: { event_id: id } }, body })),
  });

export const useMailGuest = (link: string) =>
  useQuery({
    queryKey: ['mail-guests', link],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/mail-guests/{link}', { params: { path: { link } }, signal })),
  });

export function useAnswerByMail(link: string) {
  const cache = useQueryClient();
  const params = { path: { link } };
  return useMutation({
    mutationFn: (comes: boolean) =>
      comes
        ? ask(api.POST('/api/v1/mail-guests/{link}/going', { params }))
        : ask(api.POST('/api/v1/mail-guests/{link}/no', { params })),
    onSuccess: (guest) => cache.setQueryData(['mail-guests', link], guest),
  });
}

export const useClaim = (link: string) =>
  useMutation({
    mutationFn: () => ask(api.POST('/api/v1/mail-guests/{link}/claim', { params: { path: { link } } })),
  });
