// What I have begun to write: kept for my other devices while I write, and taken over from them while I don't.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { type Schemas, api, ask } from '@/api/client';

const PAUSE_MS = 1_000;

/** `shared`: whether the server keeps it; in secret rooms it stays here. */
export function useDraft(room: string, known: string, shared = true) {
  const cache = useQueryClient();
  const [text, setText] = useState(known);
  const [kept, setKept] = useState(known);
  const [seen, setSeen] = useState(known);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (known !== seen) {
    setSeen(known);
    // Another device has written on: its words come here, unless something else was begun here meanwhile.
    if (text === kept) {
      setText(known);
      setKept(known);
    }
  }
  const told = (body: string) => {
    setKept(body);
    const put = (card: Schemas['RoomCard']) => (card.id === room ? { ...card, draft: body } : card);
    cache.setQueryData<Schemas['Room']>(
      ['chat', room, 'room'],
      (one) => one && { ...one, room: put(one.room) },
    );
    cache.setQueryData<Schemas['Rooms']>(
      ['chat', 'list'],
      (all) => all && { ...all, data: all.data.map(put) },
    );
  };
  const keep = (body: string) => {
    clearTimeout(timer.current);
    if (!shared || body === kept) return;
    told(body);
    // A draft that cannot be kept is still here, and tried again with the next letter.
    void ask(
      api.PUT('/api/v1/rooms/{room_id}/draft', { params: { path: { room_id: room } }, body: { body } }),
    ).catch(() => setKept(known));
  };
  const leaving = useEffectEvent(() => keep(text));
  useEffect(() => () => leaving(), []);
  return {
    text,
    write: (next: string) => {
      setText(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => keep(next), PAUSE_MS);
    },
    /** It was said: the server forgets the draft by itself. */
    said: () => {
      clearTimeout(timer.current);
      setText('');
      told('');
    },
  };
}
