// What one's own topic keeps current of deposits.
import type { Rules } from '@/realtime/apply';
import { depositChanged } from './data';

export const paymentsRules: Rules = {
  patches: { 'payments.deposit_changed': depositChanged },
  topics: {},
};
