// What was said in a room as a text file: everything that one can read there, from the first message to the last.
import { useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import { api, ask } from '@/api/client';
import { useWords } from '@/i18n/useWords';
import { now } from '@/lib/clock';
import { timeZone } from '@/lib/device';
import { saveFile } from '@/lib/outside';
import { wall } from '@/lib/time';
import { asText } from './asText';
import type { Message, RoomCard } from './data';
import { engine, unsealed } from './secret/looking';

import { nameOf } from './words';

const PAGE = 200;

/** Everything, oldest first; `told` hears how much there is so far. */
async function everything(room: string, told: (count: number) => void): Promise<Message[]> {
  const all: Message[] = [];
  for (let later = true; later;) {
    const after = all.at(-1)?.seq ?? 0;
    const params = { path: { room_id: room }, query: { after, limit: PAGE } };
    const page = await ask(api.GET('/api/v1/rooms/{room_id}/messages', { params }));
    all.push(...page.data);
    told(all.length);
    later = page.later && page.data.length > 0;
  }
  return all;
}

/** Puts it together and has it saved. */
export function useKeep(room: RoomCard) {
  const words = useWords();
  const [count, setCount] = useState(0);
  const keep = useMutation({
    mutationFn: async () => {
      const said = room.secret ? await (await engine()).readKept(room.id) : null;
      const all = (await everything(room.id, setCount)).map((one) => unsealed(words, said ?? undefined, one));
      const text = asText(words, room, all, now(), timeZone());
      const day = wall(now(), timeZone()).slice(0, 10);
      await saveFile(`${fileName(nameOf(words, room))} ${day}.txt`, 'text/plain;charset=utf-8', text);
    },
  });
  return { keep: keep.mutate, busy: keep.isPending, failure: keep.error, count };
}

/** Without what some file systems do not take. */
const fileName = (name: string): string => name.replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').trim() || 'Tomoda';
