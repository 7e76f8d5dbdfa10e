// Where somebody goes once they are in.
import { waitingLink } from '@/session/ways';
import { fresh } from './proof';

/** Only an address of our own. */
export const ours = (to: string | null | undefined): string =>
  to?.startsWith('/') && !to.startsWith('//') && !to.includes('\\') ? to : '/';

/** Where they wanted to go. Whoever is new says who they are first, whoever came to link does that first. */
export function afterSignIn(to: string | null | undefined): string {
  if (waitingLink()) return '/me/ways';
  return fresh.get() === null ? ours(to) : '/me/profile?new=1';
}
