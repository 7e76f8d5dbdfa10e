// Whom a begun "@…" may become: members of the room by name or user name, and everybody, for who may call them.
import { useCallback } from 'react';
import { useWords } from '@/i18n/useWords';
import type { Completion } from '@/ui/Composer';
import type { Member } from './data';

const MOST = 5;

export function useCompletions(members: readonly Member[], me: string, may: readonly string[]) {
  const say = useWords().chat;
  const everybody = may.includes('mention_here');
  return useCallback(
    (before: string): Completion[] => {
      const begun = (/@([\p{L}\p{N}_]*)$/u.exec(before)?.[1] ?? '').toLowerCase();
      const people = members
        .filter(({ person }) => person.id !== me)
        .filter(({ person }) =>
          [person.username, ...person.display_name.split(/\s+/)].some((name) =>
            name.toLowerCase().startsWith(begun),
          ),
        )
        .slice(0, MOST)
        .map(({ person }) => ({
          value: person.username,
          label: person.display_name,
          hint: `@${person.username}`,
        }));
      const here = { value: 'here', label: '@here', hint: say.hereHint };
      return everybody && 'here'.startsWith(begun) ? [...people, here] : people;
    },
    [members, me, everybody, say],
  );
}
