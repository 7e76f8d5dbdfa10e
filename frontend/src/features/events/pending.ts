// An invitation that somebody opened before they had an account: where they go once they are in.
import { keep, recall } from '@/lib/keep';

const KEY = 'tomoda.invited';

export const holdInvitation = (address: string | null): Promise<void> => keep(KEY, address);

/** The address that waits, which then waits no more. */
export async function takeInvitation(): Promise<string | null> {
  const address = await recall(KEY);
  if (address) await keep(KEY, null);
  return address && /^\/[ie]\/[\w-]+$/.test(address) ? address : null;
}
