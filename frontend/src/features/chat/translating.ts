// What others wrote, in one's own language: asked for one by one, and forgotten with the page.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Schemas, api, ask } from '@/api/client';
import { useWords } from '@/i18n/useWords';
import { offers } from '@/session/ways';
import type { Message } from './data';

type Translation = Schemas['Translation'];

/** Of these words in this language: a message that was edited since is not translated yet. */
const key = ({ id, room_id, edited_at }: Message, to: string) => [
  'chat',
  room_id,
  'translation',
  id,
  edited_at,
  to,
];

const useLanguage = (): string => useWords().locale.slice(0, 2);

/** Whether this host has a translator. */
export const useMayTranslate = (): boolean =>
  useQuery({ queryKey: ['offers'], queryFn: offers, staleTime: Infinity }).data?.translation === true;

/** What the message says in my language, if I have asked for it. */
export function useTranslation(message: Message): Translation | null {
  const to = useLanguage();
  return (
    useQuery<Translation | null>({
      queryKey: key(message, to),
      queryFn: () => null,
      enabled: false,
    }).data ?? null
  );
}

export function useTranslate(message: Message) {
  const cache = useQueryClient();
  const to = useLanguage();
  return useMutation({
    mutationFn: () => {
      const path = { room_id: message.room_id, message_id: message.id };
      const url = '/api/v1/rooms/{room_id}/messages/{message_id}/translations';
      return ask(api.POST(url, { params: { path }, body: { to } }));
    },
    onSuccess: (translation) => cache.setQueryData(key(message, to), translation),
  });
}

/** Away with it. */
export function useHideTranslation(message: Message): () => void {
  const cache = useQueryClient();
  const to = useLanguage();
  return () => cache.setQueryData(key(message, to), null);
}
