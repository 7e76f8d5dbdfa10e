// What went wrong, in the person's words; the server's code says which.
import type { Words } from '.';

interface Coded {
  problem: { code: string; status: number; reference?: string };
}

const coded = (failure: unknown): failure is Coded =>
  typeof failure === 'object' && failure !== null && 'problem' in failure;

export function explain(words: Words, failure: unknown): string {
  const { failures } = words.common;
  if (failure instanceof Error && failure.name === 'NoPasskey') return words.refusals.no_passkey;
  if (!coded(failure)) return failure instanceof TypeError ? failures.network : failures.unknown;
  const { code, status, reference } = failure.problem;
  const known = ({ ...words.refusals, ...failures } as Record<string, string>)[code];
  if (known && status !== 500) return known;
  const said = known ?? (status >= 500 ? failures.server : failures.unknown);
  // Whoever asks for help can say which of all taps it was.
  return reference ? `${said} ${words.common.reference(reference)}` : said;
}
