// A saved conversation reads like one: days, names, what was answered, what is gone, and nothing but words.
import { expect, test } from 'vitest';
import { en } from '@/i18n/en';
import { ja } from '@/i18n/ja';
import type { Message, RoomCard } from './data';
import { asText } from './asText';

const person = (id: string, display_name: string) => ({ id, username: id, display_name, avatar_id: null });
const [ann, bo] = [person('a', 'Ann'), person('b', 'Bo')];

let seq = 0;
const said = (
  author: typeof ann | null,
  body: string,
  sent_at: string,
  more: Partial<Message> = {},
): Message => ({
  id: `m${++seq}`,
  room_id: 'r',
  seq,
  author,
  body,
  reply_to: null,
  sent_at,
  edited_at: null,
  deleted_at: null,
  deleted_by: null,
  reactions: [],
  mentions: [],
  here: false,
  sealed: null,
  system: null,
  share: null,
  preview: null,
  pinned: false,
  expires_at: null,
  attachments: [],
  ...more,
});

const room = { id: 'r', kind: 'group', title: 'Ramen club', people: [] } as unknown as RoomCard;
const first = said(ann, 'Ramen?\nTonight', '2026-11-24T21:59:00Z');
const messages = [
  first,
  said(bo, 'Yes', '2026-11-24T22:05:00Z', { reply_to: first.id, edited_at: '2026-11-24T22:06:00Z' }),
  said(bo, '', '2026-11-25T09:00:00Z', { deleted_at: '2026-11-25T09:01:00Z', deleted_by: 'author' }),
  said(ann, '', '2026-11-25T09:02:00Z', { system: { what: 'pinned' } as Message['system'] }),
  said(null, 'look', '2026-11-25T09:03:00Z', {
    attachments: [{ id: 'p', kind: 'photo', state: 'ready', alt: 'Soup' }],
    share: { kind: 'place', place: { lat: 60.17, lon: 24.94, name: 'Löyly' } },
  }),
];

test('in English, in the zone of whoever reads it', () => {
  expect(
    asText(en, room, messages, Date.parse('2026-11-25T10:00:00Z'), 'Europe/Helsinki').split('\n'),
  ).toEqual([
    'Ramen club',
    'Saved from Tomoda on Wednesday, 25 November 2026, 12:00 (Europe/Helsinki)',
    '',
    '— Tuesday, 24 November 2026 —',
    '23:59  Ann: Ramen?',
    '       Tonight',
    '',
    '— Wednesday, 25 November 2026 —',
    '00:05  Bo: (in reply to Ann: Ramen? Tonight) Yes (edited)',
    '11:00  Bo: This message was deleted.',
    '11:02  Ann pinned a message',
    '11:03  Somebody: look [Photo: Soup] Löyly, 60.17, 24.94',
    '',
  ]);
});

test('in Japanese', () => {
  const text = asText(ja, room, messages, Date.parse('2026-11-25T10:00:00Z'), 'Asia/Tokyo');
  expect(text).toContain('— 2026年11月25日水曜日 —');
  expect(text).toContain('(Annさんへの返信:Ramen?');
  expect(text).toContain('[写真:Soup]');
});
