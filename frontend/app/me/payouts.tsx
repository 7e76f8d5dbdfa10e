// /me/payouts
export { Payouts as default } from '@/features/payments/screens/Payouts';
