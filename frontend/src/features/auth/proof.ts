// What shows who somebody new is, on the way from the code or the provider to signing up; it lives half an hour.
import { createStore } from '@/lib/store';

export interface Proof {
  proof: string;
  /** What the provider says they are called: a proposal. */
  name?: string | null;
  /** Where they wanted to go before all this. */
  to?: string | null;
}

export const proof = createStore<Proof | null>(null);

/** Somebody who has just signed up and has not said more about themselves: where they wanted to go. */
export const fresh = createStore<string | null>(null);
