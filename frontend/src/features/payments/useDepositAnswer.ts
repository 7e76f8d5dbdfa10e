// "I'm going" where there is a deposit: a seat is held, and the browser goes to where it is paid.
import type { EventPage, Rsvp } from '@/features/events/data';
import { useLeave } from './data';

export function useDepositAnswer(page: EventPage) {
  const { event, deposit } = page;
  const leave = useLeave(event.id);
  return {
    busy: leave.isPending,
    failure: leave.error,
    /** Whoever comes already, waits for a seat, or does not come pays nothing. */
    takes: ({ answer, wait }: Rsvp) =>
      deposit !== null && answer === 'going' && event.mine !== 'going' && !wait,
    leave: ({ answers = [], code = '' }: Rsvp) => leave.mutate({ answers, code }),
  };
}
