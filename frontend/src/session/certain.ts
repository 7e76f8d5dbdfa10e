// Being certain that it is them: what needs it is tried, a question is asked where the server asks for one, and it is
// tried again. One dialog in the frame answers for every screen.
import { Refusal, api, ask } from '@/api/client';
import { createStore } from '@/lib/store';
import { passkeyAnswer } from './ways';

interface Question {
  /** Until when only a passkey will do: whoever came by mail on a new device waits. */
  until: string | null;
  done: () => void;
  dropped: () => void;
}

const ASKS = ['confirm_first', 'wait_first'];

export const question = createStore<Question | null>(null);

/** Does it; if it needs certainty, asks for that and does it again. Whoever closes the question gets the refusal. */
export async function certainly<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (failure) {
    if (!(failure instanceof Refusal) || !ASKS.includes(failure.problem.code)) throw failure;
    const until = failure.problem.extra?.until;
    await new Promise<void>((done, dropped) =>
      question.set({
        until: typeof until === 'string' ? until : null,
        done,
        dropped: () => dropped(failure),
      }),
    );
    return act();
  }
}

export function answered(certain: boolean): void {
  const asked = question.get();
  question.set(null);
  if (certain) asked?.done();
  else asked?.dropped();
}

export type Shown = { password: string } | { code: string } | 'passkey';

export async function confirm(shown: Shown): Promise<void> {
  const body = shown === 'passkey' ? { passkey: await passkeyAnswer() } : shown;
  await ask(api.POST('/api/v1/auth/confirm', { body }));
}
