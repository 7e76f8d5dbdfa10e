// Sending a file: leave to send it, the file itself, and that it has arrived. What is not used is let go.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { type Schemas, Refusal, api, ask } from '@/api/client';
import { type Chosen, CAN_CHOOSE, look, sendFile } from '@/lib/files';
import { newId } from '@/lib/ids';
import { offers } from '@/session/ways';
import { type Preview, keepPreview } from './previews';

type Kind = Schemas['NewUpload']['kind'];

export const PHOTO_TYPES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/heic',
  'image/heif',
  'image/avif',
];

/** Whether this host keeps files. */
export const useKeepsFiles = (): boolean =>
  useQuery({ queryKey: ['media', 'offers'], queryFn: offers, staleTime: Infinity }).data?.uploads === true;

/** Whether this host keeps files, and this device can choose some. */
export const useMayUpload = (): boolean => useKeepsFiles() && CAN_CHOOSE;

/** The upload's id. Throws a Refusal, or whatever the line does. */
export async function upload(
  file: Chosen,
  kind: Kind,
  told: (share: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const type = file.type.split(';')[0] ?? '';
  const permit = await ask(api.POST('/api/v1/uploads', { body: { kind, type, size: file.size }, signal }));
  const taken = await sendFile(permit, file, told, signal);
  if (!taken) throw new Refusal({ code: 'upload_missing', status: 409, title: 'upload_missing' });
  const params = { path: { media_id: permit.id } };
  await ask(api.POST('/api/v1/uploads/{media_id}/complete', { params, signal }));
  return permit.id;
}

export const letGo = (id: string): void =>
  void ask(api.DELETE('/api/v1/uploads/{media_id}', { params: { path: { media_id: id } } })).catch(
    () => undefined, // a day later it goes by itself
  );

/** A photo that is to go with the next message. */
export interface Pick {
  key: string;
  name: string;
  preview: Preview | null;
  alt: string;
  /** How much of it has arrived, 0 to 1. */
  share: number;
  /** What it is there. */
  id: string | null;
  failure: unknown;
}

interface Sending {
  file: Chosen;
  stop: AbortController;
}

/** Those that were chosen and not said yet, each on its way from the moment it was chosen. */
export function usePicks(most: number) {
  const [picks, setPicks] = useState<Pick[]>([]);
  const sending = useRef(new Map<string, Sending>());
  const change = (key: string, more: Partial<Pick>) =>
    setPicks((all) => all.map((one) => (one.key === key ? { ...one, ...more } : one)));
  const start = (key: string, file: Chosen) => {
    const stop = new AbortController();
    sending.current.set(key, { file, stop });
    change(key, { failure: null, share: 0 });
    upload(file, 'photo', (share) => change(key, { share }), stop.signal).then(
      (id) => (sending.current.has(key) ? change(key, { id, share: 1 }) : letGo(id)),
      (failure: unknown) => change(key, { failure }),
    );
  };
  const add = (files: Chosen[]) => {
    const photos = files.filter(({ type }) => PHOTO_TYPES.includes(type)).slice(0, most - picks.length);
    for (const file of photos) {
      const key = newId();
      setPicks((all) => [
        ...all,
        { key, name: file.name, preview: null, alt: '', share: 0, id: null, failure: null },
      ]);
      void look(file).then((preview) => change(key, { preview }));
      start(key, file);
    }
    return photos.length;
  };
  const drop = (key: string) => {
    const id = picks.find((one) => one.key === key)?.id;
    sending.current.get(key)?.stop.abort();
    sending.current.delete(key);
    setPicks((all) => all.filter((one) => one.key !== key));
    if (id) letGo(id);
  };
  const again = (key: string) => {
    const file = sending.current.get(key)?.file;
    if (file) start(key, file);
  };
  /** They are said now: what the message says of them. */
  const take = (): Schemas['NewAttachment'][] => {
    const ready = picks.filter((one) => one.id !== null);
    for (const { id, preview } of ready) if (id && preview) keepPreview(id, preview);
    sending.current.clear();
    setPicks([]);
    return ready.map(({ id, alt }) => ({ id: id ?? '', alt: alt.trim() }));
  };
  const leaving = useEffectEvent(() => {
    for (const { key, id } of picks) if (id && sending.current.has(key)) letGo(id);
    for (const { stop } of sending.current.values()) stop.abort();
    sending.current.clear();
  });
  useEffect(() => () => leaving(), []);
  return { picks, add, drop, again, take, describe: (key: string, alt: string) => change(key, { alt }) };
}
