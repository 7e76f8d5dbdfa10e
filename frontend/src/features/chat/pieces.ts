// The words of a message with people and links told apart, by the same rules as the server's.
import type { Piece } from '@/ui/Rich';
import type { Member, Message } from './data';

const FOUND = /(?<![\w@])@([A-Za-z0-9_]{2,20})\b|https?:\/\/[^\s<>「」]+/g;
const TAIL = /[.,;:!?)\]}'"、。)]+$/u;

export function piecesOf(
  { body, mentions, here }: Pick<Message, 'body' | 'mentions' | 'here'>,
  members: readonly Member[],
  me: string,
): Piece[] {
  const called = new Map(
    members
      .filter(({ person }) => mentions.includes(person.id))
      .map(({ person }) => [person.username.toLowerCase(), person.id]),
  );
  const pieces: Piece[] = [];
  let done = 0;
  const plain = (until: number) => {
    if (until > done) pieces.push({ kind: 'plain', text: body.slice(done, until) });
  };
  for (const found of body.matchAll(FOUND)) {
    const [whole, name] = found;
    const text = name ? whole : whole.replace(TAIL, '');
    const kind = name ? callOf(name.toLowerCase(), called, here, me) : 'link';
    if (!kind) continue;
    plain(found.index);
    pieces.push({ kind, text });
    done = found.index + text.length;
  }
  plain(body.length);
  return pieces;
}

function callOf(name: string, called: Map<string, string>, here: boolean, me: string): Piece['kind'] | null {
  if (here && name === 'here') return 'me';
  const id = called.get(name);
  return id === undefined ? null : id === me ? 'me' : 'call';
}

/** Whether somebody else calls me with it. */
export const callsMe = ({ mentions, here, author }: Message, me: string): boolean =>
  author?.id !== me && (here || mentions.includes(me));
