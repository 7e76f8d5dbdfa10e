// Whom my words are to call: whoever I write the name of. Names that come in with pasted text call nobody, unless I
// say so; the server calls no more than I allow.
import { useState } from 'react';
import type { Schemas } from '@/api/client';
import type { Member, Message } from './data';

type Quiet = ReadonlySet<string>;

const NAME = /(?<![\w@])@([A-Za-z0-9_]{2,20})\b/g;
const HERE = 'here';

const found = (text: string) =>
  [...text.matchAll(NAME)].map(({ 0: whole, index }) => ({ name: whole.slice(1).toLowerCase(), index }));

const count = (text: string, name: string) => found(text).filter((one) => one.name === name).length;

/** Which names call nobody after a change of the text: those that came in whole, with their @, and are still there. */
export function quietAfter(quiet: Quiet, before: string, after: string): Quiet {
  let begin = 0;
  while (begin < before.length && before[begin] === after[begin]) begin += 1;
  let same = 0;
  while (same < before.length - begin && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  const end = after.length - same;
  const next = new Set<string>();
  for (const { name, index } of found(after)) {
    const known = count(before, name);
    const came = count(after, name) > known;
    const whole = index >= begin && index + 1 < end;
    if (came ? whole && (quiet.has(name) || known === 0) : quiet.has(name)) next.add(name);
  }
  return next;
}

/** Whom a message that was said names and does not call. */
export function quietIn({ body, mentions, here }: Message, members: readonly Member[]): Quiet {
  const called = members.filter(({ person }) => mentions.includes(person.id));
  const names = new Set(called.map(({ person }) => person.username.toLowerCase()));
  return new Set(
    found(body)
      .map(({ name }) => name)
      .filter((name) => (name === HERE ? !here : !names.has(name))),
  );
}

/** Whom a text names, of those who can be called. */
export function namedIn(text: string, members: readonly Member[], me: string, may: readonly string[]) {
  const names = new Set(found(text).map(({ name }) => name));
  const people = members
    .filter(({ person }) => person.id !== me && names.has(person.username.toLowerCase()))
    .map(({ person }) => ({
      name: person.username.toLowerCase(),
      label: person.display_name,
      id: person.id,
    }));
  return names.has(HERE) && may.includes('mention_here')
    ? [...people, { name: HERE, label: '@here', id: null }]
    : people;
}

/** What goes to the server: nothing where all whom the text names are to be called. */
export function allowedOf(
  quiet: Quiet,
  named: ReturnType<typeof namedIn>,
): Schemas['AllowedMentions'] | undefined {
  if (quiet.size === 0) return undefined;
  const people = named.filter(({ name, id }) => id && !quiet.has(name)).flatMap(({ id }) => id ?? []);
  return { people, here: !quiet.has(HERE) };
}

/** Of drafts that were left, as long as the app is open: what was pasted stays pasted. */
const left = new Map<string, Quiet>();

export function useCalls(
  draft: string | null,
  first: () => Quiet = () => left.get(draft ?? '') ?? new Set(),
) {
  const [quiet, setQuiet] = useState(first);
  const put = (next: Quiet) => {
    setQuiet(next);
    if (draft) left.set(draft, next);
  };
  return {
    quiet,
    typed: (before: string, after: string) => put(quietAfter(quiet, before, after)),
    choose: (next: Quiet) => put(next),
  };
}
